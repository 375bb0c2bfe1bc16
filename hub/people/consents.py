"""Consents: given one by one, taken back one by one; what was stays as history."""

from django.db import transaction
from django.utils import timezone

from hub.people.choices import CONSENT_WORDS, ConsentKind
from hub.people.models import Consent, Pupil
from hub.trail.record import record

#: What there is nothing to agree to for an adult: they have no school that could be told.
_OF_CHILDREN_ALONE = {ConsentKind.SCHOOL}
#: The same words to who is asked about themselves.
_TO_AN_ADULT = (
    ("your child's needs", "your needs"),
    ("your child", "you"),
    ("Your child", "You"),
)


def kinds_for(pupil) -> list[ConsentKind]:
    """What is asked about this learner."""
    return [kind for kind in ConsentKind if not (pupil.is_adult and kind in _OF_CHILDREN_ALONE)]


def words_of(kind, *, is_adult: bool = False) -> str:
    """What agreeing means, as it is asked."""
    words = CONSENT_WORDS[kind]
    if is_adult:
        for child, adult in _TO_AN_ADULT:
            words = words.replace(child, adult)
    return words


@transaction.atomic
def give(*, pupil: Pupil, kind: str, by) -> Consent:
    """Agree to one thing for a learner. Given already, it stays as it was given."""
    _lock(pupil)
    stands = Consent.objects.live().filter(pupil=pupil, kind=kind).first()
    if stands is not None:
        return stands
    consent = Consent.objects.create(pupil=pupil, kind=kind, given_by=by)
    record("agreed", consent, by=by, changes={"kind": (None, str(kind))})
    return consent


@transaction.atomic
def revoke(*, pupil: Pupil, kind: str, by) -> Consent | None:
    """Take one consent back, from now on; None when there was none."""
    _lock(pupil)
    consent = Consent.objects.live().filter(pupil=pupil, kind=kind).first()
    if consent is None:
        return None
    consent.revoked_at, consent.revoked_by = timezone.now(), by
    consent.save(update_fields=["revoked_at", "revoked_by"])
    record("took back", consent, by=by, changes={"kind": (str(kind), None)})
    return consent


@transaction.atomic
def set_all(*, pupil: Pupil, agreed, by):
    """Let exactly these kinds be agreed to, of those that are asked about this learner."""
    for kind in kinds_for(pupil):
        if kind in agreed:
            give(pupil=pupil, kind=kind, by=by)
        else:
            revoke(pupil=pupil, kind=kind, by=by)


def _lock(pupil):
    # Two carers who agree at once: the second finds the consent of the first.
    Pupil.objects.select_for_update(of=("self",)).get(pk=pupil.pk)
