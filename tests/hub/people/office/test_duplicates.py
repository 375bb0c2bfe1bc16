"""Likely duplicates: who is proposed, who is not, and twins that are told apart."""

import datetime

import pytest
from django.urls import reverse

from hub.people import duplicates
from hub.people.models import PupilMerge
from hub.people.refusals import FamilyRefused
from hub.trail.models import Entry
from tests.factories.people import CarerLinkFactory, PupilFactory

LIST = reverse("families:duplicates")
MAY = datetime.date(2018, 5, 3)


def pupil(first, last="Maple", born_on=MAY, **fields):
    return PupilFactory(first_name=first, last_name=last, born_on=born_on, **fields)


def found():
    return {(str(pair.older), str(pair.newer)): pair.why for pair in duplicates.likely()}


@pytest.mark.parametrize(
    ("first", "last", "preferred"),
    [
        ("Robin", "Maple", ""),
        ("Róbin", "MAPLE", ""),
        ("Robyn", "Mapple", ""),
        ("Christopher", "Maple", "Robin"),
        ("Robin", "Maple-Ash", ""),
    ],
)
def test_the_same_birthday_and_a_name_that_is_near_are_likely_one_child(first, last, preferred, db):
    pupil("Robin")
    pupil(first, last, preferred_name=preferred)
    assert list(found().values()) == [duplicates.WHY[1]]


@pytest.mark.parametrize(
    ("first", "last", "born_on"),
    [
        ("Rowan", "Maple", MAY),  # a twin
        ("Robin", "Ash", MAY),  # another family
        ("Robin", "Maple", datetime.date(2018, 3, 5)),  # another school, another day
    ],
)
def test_who_is_not_alike_enough_is_not_proposed(first, last, born_on, db):
    pupil("Robin")
    pupil(first, last, born_on)
    assert found() == {}


def test_day_and_month_mistaken_at_one_school_are_found(robin):
    pupil("robin", "Maple", datetime.date(2018, 3, 5), school=robin.school)
    assert list(found().values()) == [duplicates.WHY[3]]


def test_one_carer_with_two_children_of_one_name_is_found_and_with_brothers_not(robin, mother):
    CarerLinkFactory(carer=mother, pupil=pupil("Sam", "Birch"))
    assert found() == {}
    CarerLinkFactory(carer=mother, pupil=pupil("Robin", "Birch", datetime.date(2017, 1, 1)))
    assert list(found().values()) == [duplicates.WHY[2]]


def test_who_is_gone_already_or_anonymous_is_not_proposed(db):
    kept = pupil("Robin")
    pupil("Robin", merged_into=kept)
    assert found() == {}


def test_twins_are_told_apart_once_and_for_all(as_office, office):
    one, other = pupil("Ann"), pupil("Anne")
    assert list(found().values()) == [duplicates.WHY[1]]
    url = reverse("families:tell_apart", args=[one.pk, other.pk])
    as_office.post(url)
    assert found() == {}
    with pytest.raises(FamilyRefused, match="told apart already"):
        duplicates.tell_apart(first=other, second=one, by=office)
    assert PupilMerge.objects.get().is_same is False
    assert Entry.objects.filter(action="told apart from another record").count() == 2


def test_a_record_is_not_compared_with_itself(office, robin):
    with pytest.raises(FamilyRefused, match="This is one record"):
        duplicates.tell_apart(first=robin, second=robin, by=office)


@pytest.mark.parametrize("rows", [2, 40])
def test_the_list_asks_as_much_for_many_and_goes_on_from_page_to_page(
    rows, as_office, django_assert_max_num_queries
):
    for number in range(rows):
        born_on = MAY + datetime.timedelta(days=number)
        pupil("Robin", born_on=born_on), pupil("Robin", born_on=born_on)
    as_office.get(LIST)
    with django_assert_max_num_queries(9):
        page = as_office.get(LIST).context["page"]
    seen = [pair.place for pair in page]
    if rows > 25:
        seen += [pair.place for pair in as_office.get(LIST + page.next_url).context["page"]]
    assert len(set(seen)) == rows


@pytest.mark.parametrize("after", ["x", "1", "1-2-3", "99999999999999999999-1", "-", "1-"])
def test_a_place_that_is_none_begins_at_the_first(after, as_office):
    pupil("Robin"), pupil("Robin")
    assert len(as_office.get(LIST, {"after": after}).context["page"]) == 1
