""" "Continue next year?": a round is opened, families answer, reminders go, the round is closed.

Its work in the background are the rows of ``Continuation``: who was asked, reminded and rolled over
(tuition/after/rolling.py), each in small batches that may run twice.
"""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from hub.calendar.years import AcademicYear
from hub.places.choices import PlaceState
from hub.platform import nudges
from hub.trail.record import record
from tuition import tasks
from tuition.after.refusals import NotDone
from tuition.choices import ContinueAnswer
from tuition.models import Continuation, ContinueRound, Enrolment


@dataclass(frozen=True)
class Preview:
    """Whom a round would ask: places, learners, and what they learn in."""

    places: int
    pupils: int
    provision: int


def asked(year: AcademicYear):
    """Enrolments of whom a round asks: who has a place in the year and has not given notice."""
    return Enrolment.objects.filter(
        provision__year=year, state=PlaceState.CONFIRMED, pupil__anonymised_at=None
    )


def preview(year: AcademicYear) -> Preview:
    """The counts that are shown before a round is opened. Three statements."""
    rows = asked(year).order_by()
    return Preview(
        rows.count(),
        rows.values("pupil").distinct().count(),
        rows.values("provision").distinct().count(),
    )


@transaction.atomic
def open_round(*, year: AcademicYear, closes_on: date, by) -> ContinueRound:
    """Ask everybody who has a place whether they continue; letters follow in the background.

    Raises NotDone when the year was asked already, nobody has a place, or the day is past.
    """
    if closes_on <= timezone.localdate():
        raise NotDone("The last day to answer must be in the future.")
    try:
        with transaction.atomic():
            row = ContinueRound.objects.create(
                year=year, closes_on=closes_on, asked_at=timezone.now()
            )
    except IntegrityError as error:
        raise NotDone(f"Families were asked already whether they continue after {year}.") from error
    keys = list(asked(year).order_by("pk").values_list("pk", flat=True))
    if not keys:
        raise NotDone(f"Nobody has a place in {year}, so there is nobody to ask.")
    rows = (Continuation(round=row, enrolment_id=key) for key in keys)
    Continuation.objects.bulk_create(rows, batch_size=1000)
    record("opened", row, by=by, changes={"closes_on": (None, closes_on)})
    nudge(row)
    return row


@transaction.atomic
def answer(*, continuation: Continuation, answer, by, words="") -> Continuation:
    """Say yes, yes with a change, or no. It can be changed until the round is closed."""
    round_ = ContinueRound.objects.select_for_update(of=("self",), no_key=True).get(
        pk=continuation.round_id
    )
    if round_.closed_at is not None:
        raise NotDone("This question is closed: answers are no longer taken. Please phone us.")
    row = Continuation.objects.select_for_update(of=("self",)).get(pk=continuation.pk)
    if answer == ContinueAnswer.CHANGE and not words:
        raise NotDone("Say in a few words what should change.")
    words = words if answer == ContinueAnswer.CHANGE else ""
    if (row.answer, row.words) == (answer, words):
        return row
    before = row.answer
    row.answer, row.words = answer, words
    row.answered_at, row.answered_by = timezone.now(), by
    row.save(update_fields=["answer", "words", "answered_at", "answered_by"])
    record("answered", row, by=by, changes={"answer": (before, str(answer))})
    return row


@transaction.atomic
def close(*, round: ContinueRound, by) -> ContinueRound:
    """Take no more answers; what was said becomes places of the next year in the background."""
    row = ContinueRound.objects.select_for_update(of=("self",)).get(pk=round.pk)
    if row.closed_at is not None:
        return row
    row.closed_at = timezone.now()
    row.save(update_fields=["closed_at"])
    record("closed", row, by=by)
    nudge(row)
    return row


def nudge(round_):
    """Have the background work of a round begin at once; the sweep finds it otherwise."""
    nudges.after_commit(tasks.work_on_round, round_.pk)
