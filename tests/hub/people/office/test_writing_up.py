"""The office writes up a family by hand, adds a child, and puts a record right."""

import pytest
from django.urls import reverse
from django.utils import timezone

from hub.people.models import Carer, Pupil
from tests.factories.people import ConsentFactory, PupilFactory, born
from tests.factories.schools import SchoolFactory

ADD = reverse("families:add")


def form(at, **fields):
    day = born(8)
    return {
        "name": "Ada Birch",
        "email": "ada@homes.example",
        "postcode": "al15eg",
        "relationship": "mother",
        "has_responsibility": "on",
        "first_name": "Sam",
        "last_name": "Birch",
        "born_on_0": day.day,
        "born_on_1": day.month,
        "born_on_2": day.year,
        "out_by": "0",
        "schooling": "school",
        "school": str(at.urn),
    } | fields


def test_a_family_is_written_up_whole(as_office, office, larch):
    answer = as_office.post(ADD, form(larch))
    pupil = Pupil.objects.get()
    assert answer.url == pupil.get_absolute_url()
    link = pupil.links.get()
    assert (str(pupil), pupil.school, pupil.created_by) == ("Sam Birch", larch, office)
    assert (link.carer.postcode, link.has_responsibility, link.may_book) == ("AL1 5EG", True, True)
    assert pupil.spells.get().school == larch


def test_a_child_that_is_here_already_is_asked_about_once(as_office, larch):
    there = PupilFactory(first_name="Sam", last_name="Birch", born_on=born(8))
    answer = as_office.post(ADD, form(larch))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert there.reference in page
    box = answer.context["form"].asks_back.html_name
    assert as_office.post(ADD, form(larch) | {box: "on"}).status_code == 302
    assert Pupil.objects.count() == 2


def test_a_carer_with_this_address_is_not_written_up_twice(as_office, larch, father):
    answer = as_office.post(ADD, form(larch, email="FRED@homes.example"))
    assert answer.status_code == 422
    assert father.reference in answer.content.decode()
    assert not Pupil.objects.filter(last_name="Birch").exists()


@pytest.mark.parametrize(
    "typed",
    [
        {"born_on_2": 1990},
        {"born_on_2": 2999},
        {"first_name": ""},
        {"postcode": "nowhere"},
        {"email": "x"},
        {"school": "No such school"},
        {"relationship": "self"},
    ],
)
def test_what_cannot_be_is_refused(typed, as_office, larch):
    assert as_office.post(ADD, form(larch, **typed)).status_code == 422
    assert Carer.objects.count() == 0


def test_a_child_is_added_to_a_carer_who_is_here(as_office, larch, father):
    url = reverse("families:add_child", args=[father.pk])
    as_office.post(url, form(larch))
    assert father.links.filter(pupil__last_name="Birch").exists()
    assert Carer.objects.count() == 1


def test_a_record_is_put_right(as_office, robin):
    url = reverse("families:pupil_change", args=[robin.pk])
    day = robin.born_on
    typed = {
        "first_name": "Robyn",
        "last_name": "Maple",
        "born_on_0": day.day,
        "born_on_1": day.month,
        "born_on_2": day.year,
        "out_by": "1",
    }
    assert as_office.post(url, typed | {"last_name": ""}).status_code == 422
    as_office.post(url, typed)
    robin.refresh_from_db()
    assert (robin.first_name, robin.out_by) == ("Robyn", 1)


def test_a_child_goes_to_another_school_and_the_old_one_stays_as_history(as_office, robin):
    oak = SchoolFactory(name="Oak School")
    day = timezone.localdate()
    typed = {
        "schooling": "school",
        "school": str(oak.urn),
        "from_on_0": day.day,
        "from_on_1": day.month,
        "from_on_2": day.year,
    }
    url = reverse("families:pupil_school", args=[robin.pk])
    assert as_office.post(url, typed | {"school": "Nowhere"}).status_code == 422
    as_office.post(url, typed)
    assert [str(spell.school) for spell in robin.spells.all()] == [
        "Oak School",
        "Larch Primary School",
    ]


def test_a_consent_is_taken_back_for_a_carer_who_telephones(as_office, office, robin):
    consent = ConsentFactory(pupil=robin, kind="photo")
    url = reverse("families:consent_revoke", args=[robin.pk, "photo"])
    as_office.post(url), as_office.post(url)
    consent.refresh_from_db()
    assert consent.revoked_by == office
    nothing = reverse("families:consent_revoke", args=[robin.pk, "nothing"])
    assert as_office.post(nothing).status_code == 404


def test_a_record_that_is_no_longer_in_use_is_not_written_to(as_office, robin):
    for gone in (
        PupilFactory(merged_into=robin),
        PupilFactory(first_name="", last_name="", born_on=None, anonymised_at=timezone.now()),
    ):
        for name in ("pupil_change", "pupil_school", "link_add"):
            assert as_office.post(reverse(f"families:{name}", args=[gone.pk])).status_code == 404
