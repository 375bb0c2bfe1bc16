"""The hub's own regions and trusts: added, renamed, merged, and filled with schools."""

import pytest
from django.db import transaction
from django.urls import reverse

from hub.accounts import invitations
from hub.accounts.models import Invitation, RoleGrant
from hub.trail.models import Entry
from schools import groupings
from schools.choices import HubFact, Phase
from schools.models import Region, School, Trust
from tests.factories.accounts import grant, make_user
from tests.factories.schools import DistrictFactory, RegionFactory, SchoolFactory, TrustFactory
from tests.races import rival


@pytest.fixture
def north(db):
    return RegionFactory(name="North")


@pytest.fixture
def south(db):
    return RegionFactory(name="South")


def test_a_manager_adds_a_region(client, manager, north):
    client.force_login(manager)
    assert client.post(reverse("schools:regions"), {"name": "east"}).status_code == 302
    again = client.post(reverse("schools:regions"), {"name": "EAST"})
    assert again.context["form"].errors == {"name": ["There is a region of this name already"]}
    assert Entry.objects.about(Region.objects.get(name="east")).get().action == "added"


def test_a_renamed_region_keeps_its_schools_and_officers(client, manager, north):
    officer = make_user("officer", scope={"region": north})
    school = SchoolFactory(region=north)
    client.force_login(manager)
    client.post(reverse("schools:region", args=[north.pk]), {"name": "Far North"})
    school.refresh_from_db()
    assert (str(school.region), str(officer.grants.get().region)) == ("Far North", "Far North")
    assert Entry.objects.about(north).get().fields == {"name": {"from": "North", "to": "Far North"}}


def test_an_empty_region_is_removed_after_a_page_that_asks(client, manager, north):
    client.force_login(manager)
    address = reverse("schools:region_remove", args=[north.pk])
    assert "Remove it" in client.get(address).content.decode()
    client.post(address)
    assert not Region.objects.exists()


def test_a_region_in_use_goes_into_another_with_all_it_has(client, manager, north, south):
    school = SchoolFactory(region=north)
    officer, both = make_user("officer", scope={"region": north}), make_user("officer")
    RoleGrant.objects.filter(user=both).update(region=north)
    grant(both, "officer", region=south)
    gone = make_user("officer", scope={"region": north})
    RoleGrant.objects.filter(user=gone).update(ended_at="2026-01-01T00:00Z")
    invitations.invite(email="new@people.example", role="officer", region=north, by=manager)
    client.force_login(manager)
    address = reverse("schools:region_remove", args=[north.pk])
    assert client.post(address).status_code == 422
    client.post(address, {"into": south.pk})
    school.refresh_from_db()
    assert (school.region, Region.objects.get()) == (south, south)
    for person in (officer, both):
        held = person.grants.filter(ended_at=None)
        assert [each.region for each in held] == [south]
    assert Invitation.objects.get().region == south


def test_a_region_in_use_is_not_removed_without_saying_where_to(manager, north):
    SchoolFactory(region=north)
    with pytest.raises(groupings.GroupingRefused, match="is in use"):
        groupings.remove_region(region=north, into=None, by=manager)


def test_a_trust_is_added_by_hand_with_or_without_its_code(client, manager):
    TrustFactory(name="Harbour Trust", code="04711")
    client.force_login(manager)
    address = reverse("schools:trusts")
    client.post(address, {"name": "Orchard Trust", "code": ""})
    assert Trust.objects.get(name="Orchard Trust").code.startswith("hub-")
    taken = client.post(address, {"name": "Another", "code": "04711"})
    assert taken.context["form"].errors == {"code": ["There is a trust with this code already"]}


def test_what_somebody_else_was_quicker_with_is_a_sentence(manager, north, south):
    TrustFactory(code="04711")
    for call in (
        lambda: groupings.add_region(name="North", by=manager),
        lambda: groupings.rename_region(region=south, name="North", by=manager),
        lambda: groupings.add_trust(name="Another", code="04711", by=manager),
    ):
        with pytest.raises(groupings.GroupingRefused, match="already"):
            call()
    assert not Entry.objects.exists()


def test_a_region_that_is_gone_takes_no_school(manager, north):
    school = SchoolFactory()
    Region.objects.all().delete()
    with pytest.raises(groupings.GroupingRefused, match="Somebody has removed it"):
        groupings.assign(schools=[school], region=north, by=manager)


@pytest.mark.django_db(transaction=True)
def test_a_region_that_is_being_filled_is_not_removed_meanwhile():
    manager, north, school = make_user("manager"), RegionFactory(name="North"), SchoolFactory()

    def second():
        groupings.remove_region(region=north, into=None, by=manager)

    with rival(second) as other, transaction.atomic():
        groupings.assign(schools=[school], region=north, by=manager)
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, groupings.GroupingRefused)
    assert School.objects.get().region == north


def send(client, query="", **typed):
    return client.post(f"{reverse('schools:assign')}?{query}", typed)


def test_ticked_schools_are_put_into_a_region_after_one_check_page(client, manager, north):
    one, two, other = SchoolFactory(), SchoolFactory(region=north), SchoolFactory()
    client.force_login(manager)
    ticked = {"region": str(north.pk), "schools": [one.pk, two.pk]}
    check = send(client, **ticked)
    assert (check.status_code, check.context["number"]) == (200, 2)
    assert School.objects.filter(region=north).count() == 1
    done = send(client, **ticked, sure="yes")
    result = client.get(done["Location"])
    assert result.context["result"] == {"changed": 1, "same": [two.name], "same_number": 1}
    assert set(School.objects.filter(region=north)) == {one, two}
    assert Entry.objects.about(one).get().fields == {"region": {"from": None, "to": "North"}}
    assert not Entry.objects.about(other).exists()


def test_all_schools_of_a_district_are_put_into_a_region(client, manager, north):
    district = DistrictFactory(code="E07000001")
    SchoolFactory.create_batch(60, district=district)
    SchoolFactory()
    client.force_login(manager)
    everything = {"region": str(north.pk), "everything": "on", "sure": "yes"}
    send(client, "district=E07000001", **everything)
    assert School.objects.filter(region=north).count() == 60


def test_one_foreign_school_among_ones_own_refuses_the_whole_set(client, north, south):
    own, foreign = SchoolFactory(region=north), SchoolFactory(region=south)
    client.force_login(make_user("officer", scope={"region": north}))
    sent = {"region": str(north.pk), "schools": [own.pk, foreign.pk], "sure": "yes"}
    assert send(client, **sent).status_code == 404
    assert not Entry.objects.about(own).exists()


@pytest.mark.parametrize("key", ["x", "-1", "9" * 30, "²", ""])
def test_a_senseless_key_is_not_found(key, client, manager, north):
    client.force_login(manager)
    assert send(client, region=str(north.pk), schools=[key]).status_code == 404


def test_an_officer_of_a_region_fills_that_region_alone(client, north, south):
    school = SchoolFactory()
    client.force_login(make_user("officer", scope={"region": north}))
    answer = send(client, region=str(south.pk), schools=[school.pk], sure="yes")
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("typed", "field"),
    [({}, "region"), ({"region": "none"}, "schools"), ({"region": "x"}, "region")],
)
def test_what_to_set_and_of_whom_must_be_said(typed, field, client, officer):
    SchoolFactory()
    client.force_login(officer)
    answer = send(client, **typed)
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {field})


def test_officers_set_the_phase_of_several_schools_at_once(client, officer):
    schools = SchoolFactory.create_batch(
        3, phase=Phase.NOT_KNOWN, low_age=None, high_age=None, register_phase=""
    )
    client.force_login(officer)
    shown = client.get(reverse("schools:assign"), {"lacks": "phase"}).context["page"]
    assert len(shown) == 3
    keys = [school.pk for school in schools]
    send(client, "lacks=phase", phase="middle", schools=keys, sure="yes")
    assert set(School.objects.values_list("phase", "set_by_staff__0")) == {
        (Phase.MIDDLE, HubFact.PHASE)
    }
    send(client, phase="none", schools=keys, sure="yes")
    assert School.objects.without_phase().count() == 3


def test_managers_set_regions_and_leave_phases_to_those_who_set_facts(client, manager):
    SchoolFactory()
    client.force_login(manager)
    assert "phase" not in client.get(reverse("schools:assign")).context["form"].fields


def test_only_so_many_are_changed_at_once(client, manager, north, monkeypatch):
    monkeypatch.setattr(groupings, "MOST_AT_ONCE", 2)
    SchoolFactory.create_batch(3)
    client.force_login(manager)
    answer = send(client, region=str(north.pk), everything="on", sure="yes")
    assert answer.context["form"].errors == {"everything": ["Choose 2 schools or fewer"]}


@pytest.mark.query_bound("schools:assign", "schools:regions", "schools:trusts")
@pytest.mark.parametrize("rows", [1, 30])
def test_the_lists_ask_the_database_twelve_times_at_most(
    rows, client, officer, manager, django_assert_max_num_queries
):
    for _ in range(rows):
        SchoolFactory(region=RegionFactory(), trust=TrustFactory())
    client.force_login(manager)
    for name in ("schools:assign", "schools:regions", "schools:trusts"):
        client.get(reverse(name))
        with django_assert_max_num_queries(12):
            assert client.get(reverse(name)).context["page"].count == rows
