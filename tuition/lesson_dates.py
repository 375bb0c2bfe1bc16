"""On which days a provision is taught, by the calendar of its place."""

from collections.abc import Iterable
from datetime import date

from hub.calendar import kept_calendars
from hub.calendar.models import Term
from hub.calendar.school_calendar import SchoolCalendar
from hub.calendar.years import monday_of
from tuition.models import Provision


def calendar_for(provision: Provision) -> SchoolCalendar:
    """The calendar that holds where it is taught, in its year: the school's, else the hub's."""
    return kept_calendars.calendar(provision.venue.school_id, provision.academic_year)


def calendars_for(provisions: Iterable[Provision]) -> dict:
    """{key of the provision: its calendar}, in two statements at most. Venues are read already."""
    rows = list(provisions)
    found = kept_calendars.calendars(
        {each.venue.school_id for each in rows}, {each.academic_year for each in rows}
    )
    return {each.pk: found[each.venue.school_id] for each in rows}


def lesson_days(provision, calendar, term: Term, *, weekday=None, start=None) -> list[date]:
    """The days of its lessons in a term, between its first and last day.

    ``weekday``: the one arranged, where the provision leaves it open. Of one that is not arranged
    a day stands for each week in which there is teaching. ``start``: not before this day.
    """
    day = provision.weekday if weekday is None else weekday
    if day is not None:
        days = calendar.lesson_days(day, terms=[term])
    else:
        weeks: dict[date, date] = {}
        for each in calendar.teaching_days(term.starts_on, term.ends_on):
            weeks.setdefault(monday_of(each), each)
        days = sorted(weeks.values())
    first = max(provision.starts_on, start) if start else provision.starts_on
    return [each for each in days if first <= each <= provision.ends_on]


def term_to_show(provision, calendar, on: date) -> Term | None:
    """The term that a price is said for: the one that runs, else the next; of its own year."""
    terms = [term for term in calendar.terms_of(provision.academic_year) if term.ends_on >= on]
    taught = [term for term in terms if term.ends_on >= provision.starts_on]
    return taught[0] if taught else None


def first_lesson(provision, calendar: SchoolCalendar, *, weekday=None, start: date) -> date:
    """The day of the first lesson from a day on; that day itself where none is known."""
    terms = calendar.terms_of(provision.academic_year)
    days = (
        day
        for term in terms
        for day in lesson_days(provision, calendar, term, weekday=weekday, start=start)
    )
    return next(days, start)
