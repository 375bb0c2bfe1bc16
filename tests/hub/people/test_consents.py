"""Consents: each apart, each taken back at will, and what was stays."""

from hub.people import consents
from hub.people.choices import ConsentKind
from hub.people.models import Consent
from tests.factories.people import ConsentFactory, PupilFactory


def test_a_consent_says_who_and_when_and_stays_when_taken_back(carer):
    pupil = PupilFactory()
    given = consents.give(pupil=pupil, kind="photo", by=carer)
    assert consents.give(pupil=pupil, kind="photo", by=None) == given
    consents.revoke(pupil=pupil, kind="photo", by=carer)
    again = consents.give(pupil=pupil, kind="photo", by=carer)
    rows = Consent.objects.order_by("pk").values_list("pk", "given_by", "revoked_by")
    assert list(rows) == [(given.pk, carer.pk, carer.pk), (again.pk, carer.pk, None)]


def test_taking_back_what_was_not_given_changes_nothing(carer):
    assert consents.revoke(pupil=PupilFactory(), kind="photo", by=carer) is None


def test_all_at_once_touches_only_what_changes(carer):
    pupil = PupilFactory()
    kept = ConsentFactory(pupil=pupil, kind="school")
    ConsentFactory(pupil=pupil, kind="news")
    consents.set_all(pupil=pupil, agreed={"school", "photo"}, by=carer)
    live = Consent.objects.live().filter(pupil=pupil)
    assert set(live.values_list("kind", flat=True)) == {"school", "photo"}
    assert live.get(kind="school") == kept


def test_an_adult_is_asked_about_themselves_and_no_school(db):
    adult = PupilFactory(is_adult=True, schooling="none", school=None, spell=None)
    kinds = consents.kinds_for(adult)
    words = " ".join(consents.words_of(kind, is_adult=True) for kind in kinds)
    assert (ConsentKind.SCHOOL in kinds, "child" in words) == (False, False)
