"""Erasing on request: what goes, what the law keeps, what an order keeps, and its pages."""

import pytest
from django.urls import reverse

from hub.people import erasing, merging
from hub.people.models import Carer, Consent, Needs, Pupil, SchoolSpell
from hub.people.refusals import FamilyRefused
from hub.trail.models import Entry
from tests.factories.people import (
    CarerLinkFactory,
    ConsentFactory,
    NeedsFactory,
    PupilFactory,
    make_carer,
)
from tests.factories.tuition import EnrolmentFactory
from tuition.models import Absence, Enrolment


@pytest.fixture
def ended(robin):
    """A lesson that is over, with a price, a wish and an absence."""
    lesson = EnrolmentFactory(
        pupil=robin, state="ended", last_day="2026-07-01", wishes="Mondays", price_term="96.50"
    )
    Absence.objects.create(enrolment=lesson, day="2026-06-01", reason="ill")
    return lesson


def test_who_it_was_goes_and_what_it_cost_stays(office, robin, father, ended):
    NeedsFactory(pupil=robin), ConsentFactory(pupil=robin)
    erasing.erase(pupil=robin, by=office, words="Both carers, by letter")
    robin.refresh_from_db()
    father.refresh_from_db()
    ended.refresh_from_db()
    assert (robin.first_name, robin.last_name, robin.born_on, robin.school) == ("", "", None, None)
    assert str(robin) == f"Learner {robin.reference}"
    assert [model.objects.count() for model in (Needs, Consent, SchoolSpell)] == [0, 0, 0]
    assert robin.links.count() == 0
    assert (father.name, father.email, father.street) == ("", "", "")
    assert (ended.pupil, str(ended.price_term), ended.wishes) == (robin, "96.50", "")
    assert Absence.objects.count() == 0
    entry = Entry.objects.get(action="erased", object_type="people.pupil")
    assert entry.reason == "Both carers, by letter"
    names = " ".join(str(row.fields) + row.reason for row in Entry.objects.all())
    assert "Robin" not in names


def test_a_carer_of_another_child_stays_and_an_account_keeps_its_name(office, robin, mother):
    other = CarerLinkFactory(pupil=robin)
    CarerLinkFactory(carer=other.carer)
    erasing.erase(pupil=robin, by=office)
    assert Carer.objects.get(pk=other.carer_id).name == other.carer.name
    kept = Carer.objects.get(pk=mother.pk)
    assert (kept.name, kept.street, kept.postcode) == (mother.name, "", "")


def test_a_place_that_stands_must_end_first(as_office, office, robin):
    EnrolmentFactory(pupil=robin)
    with pytest.raises(FamilyRefused, match="End or withdraw first"):
        erasing.erase(pupil=robin, by=office)
    page = as_office.get(reverse("families:erase", args=[robin.pk])).content.decode()
    assert "End or withdraw first" in page


def test_what_is_kept_by_order_is_not_erased(as_office, office, robin):
    url = reverse("families:hold", args=[robin.pk])
    assert as_office.post(url, {"words": ""}).status_code == 422
    as_office.post(url, {"words": "A claim"})
    with pytest.raises(FamilyRefused, match="kept by order"):
        erasing.erase(pupil=robin, by=office)
    as_office.post(url, {"words": "The claim is settled"})
    erasing.erase(pupil=robin, by=office)
    actions = Entry.objects.filter(reason__contains="claim").values_list("action", flat=True)
    assert sorted(actions) == ["kept by order", "lifted the order on"]


def test_with_a_record_goes_what_went_into_it(office, robin):
    first, second = PupilFactory(first_name="Rob"), PupilFactory(first_name="Bob")
    merging.merge(kept=second, gone=first, choices={}, by=office)
    merging.merge(kept=robin, gone=second, choices={}, by=office)
    with pytest.raises(FamilyRefused, match="went into another one"):
        erasing.erase(pupil=second, by=office)
    erasing.erase(pupil=robin, by=office)
    assert not Pupil.objects.exclude(first_name="").exists()


def test_nothing_is_erased_twice(office, robin):
    erasing.erase(pupil=robin, by=office)
    with pytest.raises(FamilyRefused, match="taken away already"):
        erasing.erase(pupil=robin, by=office)


def test_the_page_says_what_goes_and_stays_before_anything_is_erased(
    as_office, robin, mother, father, ended
):
    url = reverse("families:erase", args=[robin.pk])
    assert as_office.post(url, {"words": " "}).status_code == 422
    page = as_office.post(url, {"words": "The mother, by letter"}).content.decode()
    assert "who cares for nobody else: Frédéric Maple" in page
    assert "accounts are kept for six years" in page
    robin.refresh_from_db()
    assert robin.first_name == "Robin"
    as_office.post(url, {"words": "The mother, by letter", "confirm": "yes"})
    robin.refresh_from_db()
    assert robin.anonymised_at is not None
    page = as_office.get(robin.get_absolute_url()).content.decode()
    assert "were taken away" in page
    assert Enrolment.objects.count() == 1


def test_the_office_erases_nobody_of_its_own_family(as_office, office, robin):
    CarerLinkFactory(carer=make_carer(office), pupil=robin)
    for name in ("erase", "hold"):
        url = reverse(f"families:{name}", args=[robin.pk])
        assert as_office.post(url, {"words": "Me", "confirm": "yes"}).status_code == 403
