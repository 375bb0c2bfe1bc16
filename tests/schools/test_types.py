"""Which types of the register's schools the hub takes in."""

from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from hub.trail.models import Entry
from schools.choices import SchoolStatus
from schools.models import EstablishmentType, School
from schools.types import counts_by_default, decide
from tests.factories.schools import SchoolFactory
from tests.schools.conftest import counts
from tests.schools.register import row

INDEPENDENT = "Other independent school"


@pytest.mark.parametrize(
    ("name", "group", "does"),
    [
        ("Community school", "Local authority maintained schools", True),
        ("Academy converter", "Academies", True),
        ("Free schools", "Free Schools", True),
        ("Local authority nursery school", "Local authority maintained schools", True),
        ("Pupil referral unit", "Local authority maintained schools", True),
        ("Non-maintained special school", "Special schools", True),
        ("Further education", "Colleges", True),
        ("Sixth form centres", "Colleges", True),
        ("University technical college", "Free Schools", True),
        ("City technology college", "Independent schools", True),
        ("", "", True),
        ("Other independent school", "Independent schools", False),
        ("Other independent special school", "Independent schools", False),
        ("Children’s centre", "Other types", False),
        ("Children's centre linked site", "", False),
        ("Higher education institutions", "Universities", False),
        ("British schools overseas", "Other types", False),
        ("Welsh establishment", "Welsh schools", False),
        ("Online provider", "Online provider", False),
    ],
)
def test_what_the_state_funds_counts_as_long_as_nobody_has_decided(name, group, does):
    assert counts_by_default(name, group) == does


def test_rows_of_types_that_do_not_count_are_ignored_and_named(import_gias):
    said = import_gias(row(1, type="Academy converter"), row(2, type=INDEPENDENT), row(3))
    assert said == [
        "Added to the hub: Wessex (901).",
        "Other independent school: 1 ignored, because this type does not count.",
        "New type of school: Academy converter. It counts until somebody decides.",
        "New type of school: Other independent school. It does not count until somebody decides.",
        counts(created=2, ignored=1),
    ]


def test_a_type_is_met_once_whatever_its_case(import_gias):
    import_gias(row(1, type="Academy converter"))
    import_gias(row(2, type="ACADEMY CONVERTER"))
    assert [each.name for each in EstablishmentType.objects.all()] == ["Academy converter"]


def test_a_dry_run_meets_no_type(import_gias):
    import_gias(row(1))
    import_gias(row(1, type="Academy converter"), dry_run=True)
    assert not EstablishmentType.objects.exists()


def test_what_staff_decide_holds_at_the_next_import(import_gias, manager):
    import_gias(row(1, type=INDEPENDENT))
    decide(kind=EstablishmentType.objects.get(), counts=True, by=manager)
    assert import_gias(row(1, type=INDEPENDENT))[-1] == counts(created=1)


def test_a_type_that_no_longer_counts_neither_changes_nor_closes_its_schools(import_gias, manager):
    import_gias(row(1, type="Free schools", pupils="90"))
    decide(kind=EstablishmentType.objects.get(), counts=False, by=manager)
    closed = row(1, type="Free schools", pupils="91", status="2")
    assert import_gias(closed)[-1] == counts(ignored=1)
    school = School.objects.get()
    assert (school.pupils, school.status) == (90, SchoolStatus.OPEN)
    assert not School.objects.missing().exists()


def test_the_page_says_how_many_schools_a_type_touches_before_it_is_left_out(client, manager):
    kind = EstablishmentType.objects.create(name="Free schools")
    SchoolFactory.create_batch(3, type_name="Free schools")
    SchoolFactory(type_name="Free schools", status=SchoolStatus.CLOSED)
    client.force_login(manager)
    page = client.get(reverse("schools:type", args=[kind.pk]))
    assert "The 3 open schools in the directory stay as they are" in page.content.decode()


def test_deciding_stands_on_the_trail(client, manager):
    kind = EstablishmentType.objects.create(name="Free schools")
    client.force_login(manager)
    answer = client.post(reverse("schools:type", args=[kind.pk]), {"counts": "no"})
    kind.refresh_from_db()
    assert (answer.status_code, kind.counts, bool(kind.decided_at)) == (302, False, True)
    entry = Entry.objects.about(kind).get()
    assert (entry.action, entry.fields) == ("decided", {"counts": {"from": True, "to": False}})


@pytest.mark.query_bound("schools:types")
@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_of_types_asks_the_database_nine_times(
    rows, client, manager, django_assert_max_num_queries
):
    for number in range(rows):
        EstablishmentType.objects.create(name=f"Type {number}")
        SchoolFactory(type_name=f"Type {number}")
    client.force_login(manager)
    client.get(reverse("schools:types"))
    with django_assert_max_num_queries(9):
        assert client.get(reverse("schools:types")).context["page"].count == rows


def test_types_of_schools_that_stood_before_there_was_a_list_count(db):
    SchoolFactory(type_name="Free schools", type_group="Free Schools")
    SchoolFactory(type_name="FREE SCHOOLS")
    SchoolFactory(type_name="")
    import_module("schools.migrations.0006_types_and_sightings_so_far").fill(apps, None)
    (kind,) = EstablishmentType.objects.all()
    assert (kind.name.casefold(), kind.counts, kind.decided_at) == ("free schools", True, None)
