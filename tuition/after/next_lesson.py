"""On which days a learner is taught: the lessons of an enrolment, and the next one of several."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from hub.calendar import wall_time
from hub.calendar.choices import ClosureKind
from hub.calendar.models import Term
from hub.calendar.school_calendar import SchoolCalendar
from tuition import lesson_dates
from tuition.models import Absence, Enrolment

ONE_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class LessonDay:
    """One day of the week of a lesson. ``why_not``: in words, why there is none for the learner."""

    day: date
    why_not: str = ""
    is_away: bool = False


def first_day(enrolment: Enrolment) -> date:
    """From when the learner is taught."""
    begins = enrolment.provision.starts_on
    return max(begins, enrolment.starts_on) if enrolment.starts_on else begins


def final_day(enrolment: Enrolment) -> date:
    """Until when: the last day after notice, else the provision's."""
    ends = enrolment.provision.ends_on
    return min(ends, enrolment.last_day) if enrolment.last_day else ends


def days_of(enrolment: Enrolment, calendar: SchoolCalendar) -> list[date]:
    """Every day on which the learner has a lesson; none while the day is to be agreed.

    Without closed days, half terms and pauses; days for which an absence was told are among them.
    """
    if enrolment.day is None or not enrolment.is_taught:
        return []
    terms = calendar.terms_of(enrolment.provision.academic_year)
    first, last = first_day(enrolment), final_day(enrolment)
    return [
        day
        for day in calendar.lesson_days(enrolment.day, terms=terms)
        if first <= day <= last and not enrolment.is_suspended(day)
    ]


def of_term(enrolment, calendar: SchoolCalendar, term: Term, *, away=frozenset()):
    """[LessonDay] of a term, those without a lesson among them with the reason."""
    if enrolment.day is None:
        return []
    day = term.starts_on + timedelta(days=(enrolment.day - term.starts_on.weekday()) % 7)
    found = []
    first, last = first_day(enrolment), final_day(enrolment)
    while day <= term.ends_on:
        if first <= day <= last:
            found.append(LessonDay(day, _why_not(enrolment, calendar, term, day), day in away))
        day += ONE_WEEK
    return found


def next_of(days: Iterable[date], *, on: date | None = None, away=frozenset()) -> date | None:
    """The first of these days that is not past and for which no absence was told."""
    today = on or timezone.localdate()
    return next((day for day in days if day >= today and day not in away), None)


def next_lessons(enrolments: Iterable[Enrolment], *, on: date | None = None) -> dict:
    """{key: day of the next lesson or None}, in three statements for all; read ``with_all()``."""
    rows = [each for each in enrolments if each.is_taught]
    if not rows:
        return {}
    calendars = lesson_dates.calendars_for({each.provision for each in rows})
    away = absences_of(rows)
    return {
        each.pk: next_of(
            days_of(each, calendars[each.provision_id]), on=on, away=away.get(each.pk, set())
        )
        for each in rows
    }


def absences_of(enrolments: Iterable[Enrolment]) -> Mapping:
    """{key: {days for which an absence was told}}, in one statement."""
    found: dict = {}
    rows = Absence.objects.filter(enrolment__in=list(enrolments), withdrawn_at=None)
    for key, day in rows.values_list("enrolment", "day"):
        found.setdefault(key, set()).add(day)
    return found


def begins_at(enrolment: Enrolment, day: date) -> datetime | None:
    """When a lesson of a day begins: the time on the wall, so right when the clocks change."""
    return wall_time.at(day, enrolment.time) if enrolment.time else None


def _why_not(enrolment, calendar, term, day):
    if term.is_half_term(day):
        return "Half term"
    closure = next((each for each in calendar.closures if day in each), None)
    if closure is not None:
        return ClosureKind(closure.kind).label
    return "Paused" if enrolment.is_suspended(day) else ""
