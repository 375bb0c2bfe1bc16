"""Carers who are likely one: who is proposed, who is not, and two people told apart."""

import pytest
from django.urls import reverse

from hub.people import carer_duplicates
from hub.people.carer_duplicates import WHY
from hub.people.models import CarerMerge
from hub.people.refusals import FamilyRefused
from tests.factories.people import CarerFactory

LIST = reverse("families:carer_duplicates")
ALONE = {"email": "", "phone": "", "postcode": ""}


def carer(name="Ann Maple", **fields):
    return CarerFactory(name=name, **{**ALONE, **fields})


def found():
    return [pair.why for pair in carer_duplicates.likely()]


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ({"email": "ann@homes.example"}, {"email": "Ann@Homes.example", "name": "B Ash"}, WHY[1]),
        ({"phone": "01632 960111"}, {"phone": "+44 1632 960 111", "name": "Anne Ash"}, WHY[2]),
        ({"postcode": "WX1 2AB"}, {"postcode": "WX1 2AB", "name": "Anne Maple"}, WHY[3]),
    ],
)
def test_who_shares_an_address_or_is_called_alike_is_likely_one(one, other, why, db):
    carer(**one), carer(**other)
    assert found() == [why]


@pytest.mark.parametrize(
    "shared", [{"phone": "01632 960111"}, {"postcode": "WX1 2AB"}, {"street": "1 Lark Lane"}, {}]
)
def test_a_couple_at_one_address_is_two_people(shared, db):
    carer(**shared), carer("Ben Maple", **shared)
    assert found() == []


def test_who_went_already_is_not_proposed(db):
    kept = carer(email="ann@homes.example")
    carer(email="ann@homes.example", merged_into=kept)
    assert found() == []


def test_two_people_are_told_apart_once_and_for_all(as_office, office):
    one, other = carer(email="both@homes.example"), carer("Ben", email="both@homes.example")
    assert found() == [WHY[1]]
    as_office.post(reverse("families:carer_tell_apart", args=[one.pk, other.pk]))
    assert found() == []
    with pytest.raises(FamilyRefused, match="told apart already"):
        carer_duplicates.tell_apart(first=other, second=one, by=office)
    assert CarerMerge.objects.get().is_same is False


@pytest.mark.parametrize("rows", [2, 40])
def test_the_list_asks_as_much_for_many_and_goes_on_from_page_to_page(
    rows, as_office, django_assert_max_num_queries
):
    for number in range(rows):
        carer(email=f"{number}@homes.example"), carer("Ben", email=f"{number}@homes.example")
    as_office.get(LIST)
    with django_assert_max_num_queries(9):
        page = as_office.get(LIST).context["page"]
    seen = [pair.place for pair in page]
    if rows > 25:
        seen += [pair.place for pair in as_office.get(LIST + page.next_url).context["page"]]
    assert len(set(seen)) == rows
