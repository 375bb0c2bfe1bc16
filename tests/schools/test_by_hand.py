"""Settings that staff add by hand, with and without a number of the register."""

import datetime

import pytest
from django.urls import reverse

from hub.policy.models import LocalAuthority
from hub.trail.models import Entry
from schools import by_hand, notes
from schools.choices import Phase, SchoolStatus
from schools.directory_facts import HUB, facts_of
from schools.models import School
from tests.factories.accounts import make_user
from tests.factories.schools import RegionFactory, SchoolFactory
from tests.schools.conftest import counts
from tests.schools.register import row

TYPED = {"setting_kind": "nursery", "name": "Acorn Nursery", "postcode": "wx11ab", "phase": ""}


def fields(**changes):
    """What the verb takes."""
    blank = dict.fromkeys(by_hand.FIELDS, "")
    none = ("urn", "local_authority", "region", "low_age", "high_age", "easting", "northing")
    plain = {"setting_kind": "nursery", "name": "Acorn Nursery", "low_age": 2, "high_age": 5}
    return blank | dict.fromkeys(none) | plain | changes


@pytest.fixture
def acorn(officer):
    """A nursery without a number."""
    return by_hand.add(by=officer, **fields())


def test_an_officer_adds_a_nursery(client, officer):
    client.force_login(officer)
    typed = TYPED | {"low_age": "2", "high_age": "5", "website": "acorn.example"}
    answer = client.post(reverse("schools:setting_add"), typed)
    school = School.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, school.get_absolute_url())
    assert (school.urn, school.postcode, school.phase, school.status) == (
        None,
        "WX1 1AB",
        Phase.EARLY_YEARS,
        SchoolStatus.OPEN,
    )
    assert Entry.objects.about(school).get().action == "added"
    record = client.get(school.get_absolute_url()).content.decode()
    assert "The hub added this setting." in record


def test_what_the_hub_said_itself_is_not_called_the_registers(acorn):
    assert {fact.source for fact in facts_of(acorn)} == {HUB}


@pytest.mark.parametrize(
    ("typed", "field", "error"),
    [
        ({"name": ""}, "name", "Enter name"),
        ({"setting_kind": ""}, "setting_kind", "Choose kind of setting"),
        ({"low_age": "9", "high_age": "4"}, "high_age", "Highest age must not be below the lowest"),
        ({"easting": "400000"}, "northing", "Enter northing too, or leave both empty"),
        ({"urn": "many"}, "urn", "URN must be a whole number"),
        ({"urn": "500001"}, "urn", "Ash School has this URN already"),
        ({"region": "999"}, "region", "Choose region from the list"),
    ],
)
def test_what_is_malformed_is_said_beside_its_field(typed, field, error, client, manager):
    SchoolFactory(urn=500001, name="Ash School")
    client.force_login(manager)
    answer = client.post(reverse("schools:setting_add"), TYPED | typed)
    assert answer.status_code == 422
    said = answer.context["form"].errors.get(field)
    assert said == [error]


@pytest.mark.parametrize("there", [{"name": "ACORN nursery"}, {"postcode": "WX1 1AB"}])
def test_something_alike_is_a_warning_that_can_be_confirmed(there, client, officer):
    other = SchoolFactory(**there)
    client.force_login(officer)
    warned = client.post(reverse("schools:setting_add"), TYPED)
    assert (warned.status_code, warned.context["form"].alike) == (422, [other])
    assert 'type="checkbox"' in warned.content.decode()
    answer = client.post(reverse("schools:setting_add"), TYPED | {"is_another": "on"})
    assert (answer.status_code, School.objects.count()) == (302, 2)


def test_a_number_that_somebody_else_just_took_is_a_sentence(officer):
    SchoolFactory(urn=500001)
    with pytest.raises(by_hand.SettingRefused, match="500001 stands in the directory already"):
        by_hand.add(by=officer, **fields(urn=500001))


def test_a_setting_is_changed_and_the_trail_says_what(client, officer, acorn):
    client.force_login(officer)
    address = reverse("schools:setting_change", args=[acorn.pk])
    client.post(address, TYPED | {"name": "Oak Nursery", "low_age": "2", "high_age": "5"})
    acorn.refresh_from_db()
    assert acorn.name == "Oak Nursery"
    changed = Entry.objects.about(acorn).filter(action="changed").get().fields
    assert changed["name"] == {"from": "Acorn Nursery", "to": "Oak Nursery"}


def test_a_setting_is_closed_and_opened_again(client, officer, acorn):
    client.force_login(officer)
    sent = {"on_0": "31", "on_1": "8", "on_2": "2026", "reason": "It moved away."}
    client.post(reverse("schools:close", args=[acorn.pk]), sent)
    acorn.refresh_from_db()
    assert (acorn.status, acorn.closed_on) == (SchoolStatus.CLOSED, datetime.date(2026, 8, 31))
    client.post(reverse("schools:reopen", args=[acorn.pk]), {"reason": "It came back."})
    acorn.refresh_from_db()
    assert acorn.status == SchoolStatus.OPEN


def test_an_import_never_touches_what_has_no_number(acorn, import_gias):
    before = School.objects.filter(pk=acorn.pk).values().get()
    import_gias(row(1), row(2))
    assert School.objects.filter(pk=acorn.pk).values().get() == before
    assert not School.objects.missing().exists()


def test_files_of_other_authorities_leave_a_school_elsewhere_alone(officer, import_gias):
    elsewhere = by_hand.add(by=officer, **fields(setting_kind="out-of-county", urn=500001))
    said = import_gias(row(500001, la="902", name="Renamed"), row(1))
    assert said[-1] == counts(created=1, ignored=1)
    elsewhere.refresh_from_db()
    assert (elsewhere.name, elsewhere.setting_kind) == ("Acorn Nursery", "out-of-county")


def test_a_file_of_the_hubs_own_authority_adopts_a_setting_without_loss(officer, import_gias):
    north = RegionFactory(name="North")
    typed = fields(urn=500001, region=north, phone="01632 960001", phase=Phase.ALL_THROUGH)
    school = by_hand.add(by=officer, **typed)
    notes.write(school=school, text="Lends a piano.", by=officer)
    assert import_gias(row(500001, name="Acorn School"))[-1] == counts(updated=1)
    school.refresh_from_db()
    assert (school.name, school.region, school.phone, school.phase, school.setting_kind) == (
        "Acorn School",
        north,
        "01632 960001",
        Phase.ALL_THROUGH,
        "",
    )
    assert (school.notes.count(), school.local_authority.code) == (1, "901")
    adopted = Entry.objects.about(school).get(action="adopted")
    assert adopted.fields == {"name": {"from": "Acorn Nursery", "to": "Acorn School"}}
    assert import_gias(row(500001, name="Acorn School"))[-1] == counts()


def test_what_the_register_has_is_not_changed_by_hand(client, officer, acorn):
    School.objects.update(setting_kind="")
    client.force_login(officer)
    answer = client.get(reverse("schools:setting_change", args=[acorn.pk]))
    assert answer["Location"] == acorn.get_absolute_url()
    with pytest.raises(by_hand.SettingRefused, match="imports keep it up to date"):
        by_hand.change(school=acorn, by=officer, **fields(name="Oak"))


def test_an_officer_of_a_region_adds_to_that_region_or_to_none(client, db):
    north, south = RegionFactory(name="North"), RegionFactory(name="South")
    LocalAuthority.objects.create(code="901", name="Wessex")
    client.force_login(make_user("officer", scope={"region": north}))
    page = client.get(reverse("schools:setting_add"))
    assert list(page.context["form"].fields["region"].queryset) == [north]
    answer = client.post(reverse("schools:setting_add"), TYPED | {"region": south.pk})
    assert answer.status_code == 422
