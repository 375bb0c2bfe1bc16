"""A learner will be away: told for a day of lessons, read by the tutor, taken back at will."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from hub.policy.values import value
from hub.trail.record import record
from tuition import lesson_dates
from tuition.after import next_lesson, notices
from tuition.after.refusals import NotDone
from tuition.choices import AbsenceReason
from tuition.models import Absence, Enrolment

#: How many coming lessons the page offers; later ones can wait.
_AHEAD = 6


def days_to_tell(enrolment: Enrolment, *, on: date | None = None) -> list[date]:
    """The days of lessons for which an absence can be told: a few past, and the coming ones."""
    today = on or timezone.localdate()
    earliest = today - timedelta(days=value("absence-days-back"))
    calendar = lesson_dates.calendar_for(enrolment.provision)
    days = [day for day in next_lesson.days_of(enrolment, calendar) if day >= earliest]
    ahead = [day for day in days if day >= today]
    return [day for day in days if day < today] + ahead[:_AHEAD]


@transaction.atomic
def tell(*, enrolment: Enrolment, days: Iterable[date], reason, by) -> list[Absence]:
    """Say that the learner will be away on these days; the tutor is told, and nobody else.

    A day that was told before counts once. Raises NotDone for a day without a lesson (closed, half
    term, another weekday, after the last day), and one too long ago.
    """
    # One after the other: two tabs, or two carers, telling of the same day.
    row = Enrolment.objects.select_for_update(of=("self",)).with_all().get(pk=enrolment.pk)
    wanted, known = sorted(set(days)), set(_all_days(row))
    if not wanted:
        raise NotDone("Choose at least one lesson.")
    if reason not in AbsenceReason.values:
        raise NotDone("Choose why, with one of the buttons.")
    for day in wanted:
        if day not in known:
            raise NotDone(f"There is no lesson on {day:%-d %B %Y}, or it was too long ago.")
    told = set(
        Absence.objects.filter(enrolment=row, day__in=wanted, withdrawn_at=None).values_list(
            "day", flat=True
        )
    )
    new = [
        Absence.objects.create(enrolment=row, day=day, reason=reason, told_by=by)
        for day in wanted
        if day not in told
    ]
    for absence in new:
        record("told", absence, by=by, fields=["day", "reason"])
        notices.absence_told(absence, row.taught_by)
    return new


@transaction.atomic
def take_back(*, absence: Absence, by) -> Absence:
    """The learner will come after all. Twice, it changes nothing."""
    absence = Absence.objects.select_for_update(of=("self",)).get(pk=absence.pk)
    if absence.withdrawn_at is not None:
        return absence
    if absence.day < timezone.localdate():
        raise NotDone("This lesson is past. Please phone us if it was told by mistake.")
    absence.withdrawn_at = timezone.now()
    absence.save(update_fields=["withdrawn_at"])
    record("taken back", absence, by=by)
    return absence


def _all_days(enrolment):
    earliest = timezone.localdate() - timedelta(days=value("absence-days-back"))
    calendar = lesson_dates.calendar_for(enrolment.provision)
    return [day for day in next_lesson.days_of(enrolment, calendar) if day >= earliest]
