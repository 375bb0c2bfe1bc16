"""What follows from the answers of a round: places in next year's provision, or the end.

One Continuation at a time, each in a transaction of its own and each safe to run twice: ``outcome``
says that it is done, and in words what came of it.
"""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from hub.calendar.years import AcademicYear
from hub.places import verbs as places
from hub.places.carrying_on import carry_on
from hub.places.choices import LIVE, PlaceState
from hub.policy.values import value
from hub.trail.record import record
from tuition.after import letters_of_round
from tuition.choices import ContinueAnswer, ProvisionState, RequestKind
from tuition.keeping.copying import copy_forward
from tuition.models import ChangeRequest, Continuation, ContinueRound, Enrolment

PLACED, WAITS, ENDS = "Has a place next year", "Waits for a place next year", "Ends with the year"
STOPPED = "Stopped meanwhile"
NOT_OFFERED = "Not offered next year"
TOO_OLD = "Next year outside the school years that it is for"
NOT_POSSIBLE = "Not possible"
#: What the office has to look at.
DID_NOT_WORK = Q(outcome__in=[WAITS, NOT_OFFERED, TOO_OLD]) | Q(outcome__startswith=NOT_POSSIBLE)


def roll_batch(round_: ContinueRound, size: int) -> int:
    """Roll over some rows of a closed round; returns how many. 0 means that all are done."""
    rows = Continuation.objects.filter(round=round_, outcome="").order_by("pk")
    keys = list(rows.values_list("pk", flat=True)[:size])
    for key in keys:
        try:
            roll(key)
        except places.PlaceRefused as refusal:  # it moved on meanwhile: one row holds up no other
            words = f"{NOT_POSSIBLE}: {refusal}"[:200]
            rows.filter(pk=key).update(outcome=words)
    if not keys:
        ContinueRound.objects.filter(pk=round_.pk, rolled_at=None).update(rolled_at=timezone.now())
    return len(keys)


@transaction.atomic
def roll(key: int):
    """What follows from one answer. A row that is done, or in another's hands, is left alone."""
    rows = Continuation.objects.select_for_update(of=("self",), skip_locked=True)
    row = rows.filter(pk=key, outcome="").first()
    if row is None:
        return
    old = Enrolment.objects.select_related("provision", "pupil").get(pk=row.enrolment_id)
    row.outcome, row.next_enrolment = _followed(row, old)
    row.save(update_fields=["outcome", "next_enrolment"])
    record("rolled over", row, by=None, changes={"outcome": ("", row.outcome)})
    letters_of_round.result(row, old)


def _followed(row, old):
    """(what came of it, the enrolment of next year or None)."""
    if old.state != PlaceState.CONFIRMED:
        return STOPPED, None
    if not _continues(row):
        reason = "Does not continue next year"
        places.stop(place=old, last_day=old.provision.ends_on, by=None, reason=reason)
        return ENDS, None
    if old.provision.state == ProvisionState.STOPPED:
        return NOT_OFFERED, None
    target = copy_forward(provision=old.provision, by=None)
    if target.state == ProvisionState.STOPPED:
        return NOT_OFFERED, None
    if not _fits(old.pupil, target):
        return TOO_OLD, None
    there = Enrolment.objects.filter(provision=target, pupil=old.pupil, state__in=LIVE).first()
    new = there or carry_on(place=_next_year(old, target), by=None)
    if row.answer == ContinueAnswer.CHANGE and new.is_taught:
        ChangeRequest.objects.get_or_create(
            enrolment=new,
            kind=RequestKind.OTHER,
            state="open",
            defaults={"words": row.words, "created_by": row.answered_by},
        )
    return (PLACED if new.is_taking else WAITS), new


def _continues(row):
    """By the answer; of those who gave none by the hub's rule."""
    if row.answer:
        return row.answer != ContinueAnswer.NO
    return value("continue-silence", AcademicYear(row.round.year)) == "continue"


def _fits(pupil, target):
    """Is the learner of an age that it is for? Who has no school year is not turned away."""
    group = pupil.year_group(target.academic_year)
    if group is None or target.from_year_group is None:
        return True
    return group <= target.to_year_group or target.is_for_adults


def _next_year(old, target):
    """The same learner, payer, day and tutor, with the date of application kept."""
    is_open = not target.is_fixed
    return Enrolment(
        provision=target,
        pupil=old.pupil,
        school=old.pupil.school,
        payer=target.payer,
        payer_carer=old.payer_carer,
        wishes=old.wishes,
        needs_adapted=old.needs_adapted,
        weekday=old.weekday if is_open else None,
        starts_at=old.starts_at if is_open else None,
        tutor=old.tutor if is_open else None,
        applied_at=old.applied_at,
        starts_on=target.starts_on,
    )
