"""Absence from a file closes nothing: who is missing, from which files, and what staff do."""

import csv
import datetime
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from hub.policy.models import LocalAuthority
from hub.trail.models import Entry
from schools import readings, standing
from schools.choices import SchoolStatus
from schools.models import RegisterReading, School
from tests.factories.accounts import make_user
from tests.factories.schools import RegionFactory, SchoolFactory
from tests.schools import register
from tests.schools.conftest import counts, take_in
from tests.schools.register import link, row

FOUR = [row(1), row(2), row(3), row(4)]


def missing():
    """URNs of the schools to look at."""
    return sorted(School.objects.missing_to_look_at().values_list("urn", flat=True))


def test_a_school_that_a_whole_file_does_not_hold_is_missing_and_stays_open(import_gias):
    import_gias(*FOUR)
    said = import_gias(*FOUR[:3])
    assert said == [
        "register.csv holds 3 of 4 schools that stood open in Wessex. 1 is missing from it and "
        "left open: look at them under Data quality.",
        counts(),
    ]
    assert (missing(), School.objects.open().count()) == ([4], 4)


def test_a_file_that_holds_few_of_the_known_schools_makes_nobody_missing(import_gias):
    import_gias(*FOUR)
    said = import_gias(row(1), row(5))
    assert (missing(), said[0]) == (
        [],
        "register.csv holds 1 of 4 schools that stood open in Wessex. So it counts as a part of "
        "the register, and nobody is listed as missing.",
    )


def test_each_authority_has_its_own_whole_file(import_gias):
    LocalAuthority.objects.create(code="902", name="Mercia")
    import_gias(*FOUR, row(11, la="902"), row(12, la="902"))
    import_gias(row(11, la="902"), row(12, la="902"))
    assert missing() == []
    import_gias(*FOUR[:3])
    assert missing() == [4]


def test_a_school_that_a_part_brought_later_is_not_missing_from_the_whole_before(import_gias):
    import_gias(*FOUR)
    import_gias(row(5))
    assert missing() == []


def test_a_row_that_cannot_be_read_still_says_that_its_school_is_there(import_gias):
    import_gias(*FOUR)
    import_gias(*FOUR[:3], row(4, pupils="many"))
    assert missing() == []


def test_a_dry_run_makes_nobody_missing(import_gias):
    import_gias(*FOUR)
    import_gias(*FOUR[:3], dry_run=True)
    assert (missing(), RegisterReading.objects.count()) == ([], 1)


def test_a_school_that_a_link_closes_is_not_missing(import_gias):

    import_gias(*FOUR)
    import_gias(*FOUR[:3], row(5), links=[link(5, 4, "Predecessor")])
    assert missing() == []


def test_staff_say_that_a_file_was_only_a_part(import_gias, manager):
    import_gias(*FOUR)
    import_gias(*FOUR[:3])
    newest = RegisterReading.objects.first()
    readings.set_whole(reading=newest, is_whole=False, by=manager)
    assert missing() == []
    assert Entry.objects.about(newest).get().fields == {"is_whole": {"from": True, "to": False}}


def test_the_command_can_say_so_too(tmp_path, import_gias):

    import_gias(*FOUR)
    file = register.write(tmp_path / "part.csv", FOUR[:3])
    take_in(file, "--part")
    assert missing() == []
    take_in(register.write(tmp_path / "whole.csv", FOUR[:1]), "--whole")
    assert missing() == [2, 3, 4]


@pytest.fixture
def gone(import_gias):
    """A school missing from the last whole file."""
    import_gias(*FOUR)
    import_gias(*FOUR[:3])
    return School.objects.get(urn=4)


def test_who_was_looked_at_is_listed_again_with_the_next_whole_file(gone, import_gias, officer):
    standing.keep(school=gone, reason="Phoned.", by=officer)
    assert missing() == []
    import_gias(*FOUR[:3])
    assert missing() == [4]


def test_keeping_stands_on_the_trail_and_can_be_undone(gone, client, officer):
    client.force_login(officer)
    client.post(reverse("schools:keep", args=[gone.pk]), {"reason": "Phoned: it teaches."})
    kept = client.get(reverse("schools:missing"), {"state": "kept"})
    assert [school.urn for school in kept.context["page"]] == [4]
    client.post(reverse("schools:list_again", args=[gone.pk]))
    assert missing() == [4]
    told = Entry.objects.about(gone).order_by("pk").values_list("action", "reason")
    assert list(told) == [("kept", "Phoned: it teaches."), ("listed again", "")]


def test_a_missing_school_is_closed_by_hand_with_date_and_reason(gone, client, officer):
    client.force_login(officer)
    answer = client.post(
        reverse("schools:close", args=[gone.pk]),
        {"on_0": "31", "on_1": "8", "on_2": "2026", "reason": "Told by the authority."},
    )
    gone.refresh_from_db()
    assert (answer.status_code, gone.status, gone.closed_on) == (
        302,
        SchoolStatus.CLOSED,
        datetime.date(2026, 8, 31),
    )
    entry = Entry.objects.about(gone).get()
    assert (entry.action, entry.reason) == ("closed", "Told by the authority.")


def test_a_school_cannot_be_closed_from_a_day_to_come(gone, client, officer):
    client.force_login(officer)
    later = timezone.localdate() + datetime.timedelta(days=1)
    answer = client.post(
        reverse("schools:close", args=[gone.pk]),
        {"on_0": later.day, "on_1": later.month, "on_2": later.year, "reason": "Told."},
    )
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"on": ["The date must be today or earlier"]}


def test_a_school_is_not_closed_twice(gone, officer):
    standing.close(school=gone, on=timezone.localdate(), reason="Told.", by=officer)
    with pytest.raises(standing.StandingRefused, match="closed already"):
        standing.close(school=gone, on=timezone.localdate(), reason="Told.", by=officer)


def test_a_closed_school_is_opened_again_with_a_reason(client, manager):
    school = SchoolFactory(status=SchoolStatus.CLOSED, closed_on=datetime.date(2026, 1, 1))
    client.force_login(manager)
    assert client.post(reverse("schools:reopen", args=[school.pk]), {}).status_code == 422
    client.post(reverse("schools:reopen", args=[school.pk]), {"reason": "A mistake."})
    school.refresh_from_db()
    assert (school.status, school.closed_on) == (SchoolStatus.OPEN, None)


def test_a_school_that_the_register_opens_again_stands_on_the_trail(import_gias):
    import_gias(row(1, status="2", closed="31-08-2020"))
    import_gias(row(1, status="1"))
    school = School.objects.get()
    assert (school.status, school.closed_on) == (SchoolStatus.OPEN, None)
    assert Entry.objects.about(school).get().action == "reopened"


def test_an_officer_of_a_region_sees_the_missing_of_that_region_and_of_none(import_gias, client):
    north, south = RegionFactory(), RegionFactory()
    import_gias(*[row(urn) for urn in range(1, 13)])
    School.objects.filter(urn=10).update(region=south)
    School.objects.filter(urn=11).update(region=north)
    import_gias(*[row(urn) for urn in range(1, 10)])
    client.force_login(make_user("officer", scope={"region": north}))
    page = client.get(reverse("schools:missing")).context["page"]
    assert [school.urn for school in page] == [11, 12]
    strange = School.objects.get(urn=10)
    assert client.get(reverse("schools:close", args=[strange.pk])).status_code == 403


def test_the_export_holds_what_the_list_shows(gone, client, manager):
    client.force_login(manager)
    answer = client.get(reverse("schools:missing_export"), {"q": "School 4"})
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert [(each["URN"], each["School"], each["Local authority"]) for each in rows] == [
        ("4", "School 4", "Wessex")
    ]


def test_a_missing_school_is_among_the_things_to_do(gone, client, officer):
    client.force_login(officer)
    home = client.get(reverse("home:area", args=["staff"])).content.decode()
    assert "Look at schools that are missing from the register" in home


@pytest.mark.query_bound("schools:missing", "schools:readings")
@pytest.mark.parametrize("rows", [1, 30])
def test_the_lists_ask_the_database_twelve_times_at_most(
    rows, client, manager, django_assert_max_num_queries
):
    authority = LocalAuthority.objects.create(code="901", name="Wessex")
    for number in range(rows):
        RegisterReading.objects.create(
            authority=authority,
            at=timezone.now() - datetime.timedelta(days=number),
            file_name="register.csv",
            rows=1,
            known=1,
            found=1,
            is_whole=True,
        )
        SchoolFactory(local_authority=authority, region=RegionFactory())
    client.force_login(manager)
    for name in ("schools:missing", "schools:readings"):
        client.get(reverse(name))
        with django_assert_max_num_queries(12):
            assert client.get(reverse(name)).context["page"].count == rows
