"""Searching families, and taking what is found away as a file."""

import csv
import io

import openpyxl
import pytest
from django.urls import reverse

from hub.calendar.choices import YearGroup
from hub.calendar.years import AcademicYear
from hub.people.models import Pupil
from hub.trail.models import Entry
from tests.factories.people import (
    CarerFactory,
    CarerLinkFactory,
    ConsentFactory,
    NeedsFactory,
    PupilFactory,
    born,
)

SEARCH = reverse("families:search")


def found(client, **query):
    return [str(pupil) for pupil in client.get(SEARCH, query).context["page"]]


@pytest.mark.parametrize(
    "text",
    [
        "Robin Maple",
        "maple robin",
        "map",
        "FREDERIC",
        "frédéric",
        "fred@homes.example",
        "wx73qt",
        "WX7 3QT",
        "  maple   robin  ",
    ],
)
def test_a_family_is_found_by_what_is_said_on_the_telephone(text, as_office, robin, mother, father):
    PupilFactory(first_name="Sam", last_name="Stranger")
    CarerLinkFactory()
    assert found(as_office, q=text) == ["Robin Maple"]


def test_a_family_is_found_by_the_reference_of_child_or_carer(as_office, robin, father):
    CarerLinkFactory()
    assert found(as_office, q=robin.reference.lower()) == ["Robin Maple"]
    assert found(as_office, q=father.reference) == ["Robin Maple"]


@pytest.mark.parametrize("text", ["%", "_", "' OR 1=1 --", "\\", "nobody at all", "🎻"])
def test_what_nobody_is_called_finds_nobody(text, as_office, robin):
    assert found(as_office, q=text) == []


def test_who_no_longer_cares_leads_to_the_child_no_more(as_office, robin, father):
    link = father.links.get()
    link.ended_at = link.created_at
    link.save()
    assert found(as_office, q="frederic") == []


def test_filters_narrow_by_school_year_needs_consent_and_restriction(as_office, robin, father):
    older = PupilFactory(first_name="Ada", last_name="Ash", born_on=born(11))
    below = PupilFactory(first_name="Ben", last_name="Ash", born_on=born(9), out_by=-1)
    NeedsFactory(pupil=older)
    ConsentFactory(pupil=below, kind="photo")
    father.links.update(restriction="whereabouts", restriction_words="Order of 1 May")
    assert found(as_office, school="larch") == ["Robin Maple"]
    assert found(as_office, school=str(older.school.urn)) == ["Ada Ash"]
    assert found(as_office, year=str(robin.year_group().value)) == ["Ben Ash", "Robin Maple"]
    assert found(as_office, needs="answered") == ["Ada Ash"]
    assert found(as_office, needs="open") == ["Ben Ash", "Robin Maple"]
    assert found(as_office, given="photo") == ["Ben Ash"]
    assert found(as_office, missing="photo") == ["Ada Ash", "Robin Maple"]
    assert found(as_office, restricted="on") == ["Robin Maple"]


@pytest.mark.parametrize("group", YearGroup)
def test_the_filter_by_year_says_what_the_record_says(group, db):
    pupils = [
        PupilFactory(born_on=born(age), out_by=out_by)
        for age in (4, 8, 12, 17)
        for out_by in (-1, 0, 2)
    ]
    there = set(Pupil.objects.in_year_group(group, year=AcademicYear.current()))
    assert there == {pupil for pupil in pupils if pupil.year_group() == group}


def test_unknown_filters_count_as_not_given(as_office, robin):
    assert found(as_office, year="99", needs="maybe", after="x", given="all") == ["Robin Maple"]


def test_who_went_into_another_record_is_not_listed(as_office, robin):
    PupilFactory(merged_into=robin)
    assert found(as_office) == ["Robin Maple"]


def test_the_list_as_a_file_holds_what_the_filters_leave_and_stands_on_the_trail(
    as_office, office, robin, mother, father
):
    robin.preferred_name = "=cmd()"
    robin.save()
    PupilFactory(first_name="Sam", last_name="Stranger")
    father.links.update(restriction="whereabouts", restriction_words="Order of 1 May")
    url = reverse("families:search_file", args=["csv"])
    answer = as_office.get(url, {"q": "maple"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["Reference"], row["Last name"], row["Called"], row["Needs answered"]) == (
        robin.reference,
        "Maple",
        "'=cmd()",
        "No",
    )
    assert row["Carers"] == f"{mother.name} (Mother); Frédéric Maple (Father)"
    assert "Order" not in text  # a court's order goes nowhere
    entry = Entry.objects.get(action="exported a list of families")
    assert entry.actor_id == office.pk


def test_the_list_can_be_had_as_a_spreadsheet(as_office, robin):
    answer = as_office.get(reverse("families:search_file", args=["xlsx"]))
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert [cell.value for cell in book.active[2]][:3] == [robin.reference, "Robin", "Maple"]


def test_carers_are_listed_with_those_for_whom_they_care(as_office, robin, mother, father):
    CarerFactory(name="Zoe Zebra")
    answer = as_office.get(reverse("families:carers"), {"q": "frederic"})
    (carer,) = answer.context["page"]
    assert (carer, [link.pupil for link in carer.live_links]) == (father, [robin])
    answer = as_office.get(reverse("families:carers"), {"account": "yes"})
    assert list(answer.context["page"]) == [mother]


@pytest.mark.query_bound("families:search")
@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_of_pupils_asks_as_much_for_many(rows, as_office, django_assert_max_num_queries):
    for _ in range(rows):
        CarerLinkFactory(pupil__last_name="Many")
    as_office.get(SEARCH)
    with django_assert_max_num_queries(12):
        as_office.get(SEARCH, {"q": "many", "needs": "open"})


@pytest.mark.query_bound("families:carers")
@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_of_carers_asks_as_much_for_many(rows, as_office, django_assert_max_num_queries):
    for _ in range(rows):
        CarerLinkFactory()
    as_office.get(reverse("families:carers"))
    with django_assert_max_num_queries(12):
        as_office.get(reverse("families:carers"))
