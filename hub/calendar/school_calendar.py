"""The days on which there are lessons, at the hub or at a school. Loaded once, then only asked.

    calendar = calendar_of(school)
    calendar.lesson_starts(Weekday.WEDNESDAY, at=time(16), terms=calendar.terms_of(year))

Two statements load one school's calendar or those of all; no question asks the database.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import NamedTuple

from hub.calendar import wall_time
from hub.calendar.choices import Weekday
from hub.calendar.models import ONE_DAY, Closure, Term
from hub.calendar.years import AcademicYear, monday_of

ONE_WEEK = timedelta(days=7)


class Week(NamedTuple):
    """A week in which there is teaching: the nineteenth of 33 in its year."""

    number: int
    of: int

    def __str__(self):
        return f"{self.number} of {self.of}"


@dataclass(frozen=True)
class SchoolCalendar:
    """Terms and closures that hold at one school, or for the hub.

    ``terms`` in their order, a school's own in place of the hub's; ``closed``: the days of
    ``closures``. A lesson day lies in a term, outside half term, and is not closed; a teaching day
    is one from Monday to Friday (music centres teach on Saturdays, schools do not).
    """

    terms: tuple[Term, ...] = ()
    closures: tuple[Closure, ...] = ()
    closed: frozenset[date] = frozenset()

    @classmethod
    def of(cls, terms: Iterable[Term], closures: Iterable[Closure]):
        """The calendar of these rows alone."""
        closures = tuple(closures)
        return cls(_in_order(terms), closures, _closed(closures))

    # --- terms ------------------------------------------------------------------------------
    def terms_of(self, year: AcademicYear) -> list[Term]:
        """The terms of a year that are set, in their order."""
        return [term for term in self.terms if term.year == year]

    def term_on(self, day: date) -> Term | None:
        """The term that a day lies in, half term included; None in the holidays."""
        return next((term for term in self.terms if day in term), None)

    def next_term(self, day: date) -> Term | None:
        """The first term that begins after a day; None when none is set yet."""
        return next((term for term in self.terms if term.starts_on > day), None)

    def half_terms(self, year: AcademicYear):
        """The halves of the year's terms: six when all three are set."""
        return [half for term in self.terms_of(year) for half in term.half_terms]

    # --- days -------------------------------------------------------------------------------
    def has_lessons(self, day: date) -> bool:
        """Is it a lesson day, whatever the day of the week?"""
        if day in self.closed:
            return False
        return any(day in term and not term.is_half_term(day) for term in self.terms)

    def is_teaching_day(self, day: date) -> bool:
        """Is it a lesson day from Monday to Friday?"""
        return day.weekday() <= Weekday.FRIDAY and self.has_lessons(day)

    def teaching_days(self, first: date, last: date) -> list[date]:
        """The teaching days from one day to another, both included."""
        spans = [(max(first, term.starts_on), min(last, term.ends_on)) for term in self.terms]
        days = {day for span in spans for day in _each(*span)}
        return sorted(day for day in days if self.is_teaching_day(day))

    def next_teaching_day(self, day: date) -> date | None:
        """The first teaching day after a day; None after the last term that is set."""
        if not self.terms:
            return None
        last = max(term.ends_on for term in self.terms)
        return next(
            (each for each in _each(day + ONE_DAY, last) if self.is_teaching_day(each)), None
        )

    # --- weeks ------------------------------------------------------------------------------
    def teaching_week(self, day: date) -> Week | None:
        """Which of its year's weeks with teaching the day lies in; None in a week without any."""
        mondays = self._teaching_mondays.get(AcademicYear.of(day), [])
        monday = monday_of(day)
        return Week(mondays.index(monday) + 1, len(mondays)) if monday in mondays else None

    def teaching_weeks(self, term: Term) -> int:
        """In how many weeks of a term there is teaching."""
        return len({monday_of(day) for day in self.teaching_days(term.starts_on, term.ends_on)})

    @cached_property
    def _teaching_mondays(self) -> dict[AcademicYear, list[date]]:
        mondays = {}
        for year in {AcademicYear(term.year) for term in self.terms}:
            days = self.teaching_days(year.starts_on, year.ends_on)
            mondays[year] = sorted({monday_of(day) for day in days})
        return mondays

    # --- weekly lessons ---------------------------------------------------------------------
    def lesson_days(self, weekday: Weekday, *, terms: Iterable[Term]) -> list[date]:
        """The days of a weekly lesson in these terms."""
        days = set()
        for term in terms:
            first = term.starts_on + timedelta(days=(weekday - term.starts_on.weekday()) % 7)
            days |= set(_each(first, term.ends_on, step=ONE_WEEK))
        return sorted(day for day in days if self.has_lessons(day))

    def lesson_starts(self, weekday: Weekday, *, at: time, terms: Iterable[Term]) -> list[datetime]:
        """When a weekly lesson begins: the same time on the wall all year (``wall_time.at``)."""
        return [wall_time.at(day, at) for day in self.lesson_days(weekday, terms=terms)]

    def lessons_in(self, term: Term, weekday: Weekday) -> int:
        """How many lessons a weekly lesson has in a term."""
        return len(self.lesson_days(weekday, terms=[term]))


def calendar_of(school=None) -> SchoolCalendar:
    """The calendar of a school (a row or its key), or of the hub."""
    if school is None:
        return SchoolCalendar.of(Term.objects.of_hub(), Closure.objects.of_hub())
    return calendars_of([school])[_key(school)]


def calendars_of(schools, *, years: Iterable[AcademicYear] | None = None):
    """{key of the school: SchoolCalendar}, and the hub's own under None.

    ``schools``: rows or keys; ``years``: only what lies in these.
    """
    keys = {_key(school) for school in schools}
    terms, closures = Term.objects.holding_at(keys), Closure.objects.holding_at(keys)
    if years is not None:
        years = sorted(years)
        terms = terms.filter(year__in=years)
        closures = closures.between(years[0].starts_on, years[-1].ends_on)
    hub_terms, own_terms = _by_school(terms)
    hub_closures, own_closures = _by_school(closures)
    hub = SchoolCalendar.of(hub_terms, hub_closures)
    return {None: hub} | {
        key: _with_own(hub, own_terms.get(key, []), own_closures.get(key, [])) for key in keys
    }


def _with_own(hub, terms, closures):
    """The hub's calendar with a school's own rows laid over it; what is the same is shared."""
    own = {(term.year, term.season) for term in terms}
    kept = [term for term in hub.terms if (term.year, term.season) not in own]
    if not closures:
        return SchoolCalendar(
            _in_order([*kept, *terms]) if terms else hub.terms, hub.closures, hub.closed
        )
    both = sorted((*hub.closures, *closures), key=lambda each: (each.starts_on, each.ends_on))
    return SchoolCalendar(_in_order([*kept, *terms]), tuple(both), hub.closed | _closed(closures))


def _by_school(rows):
    hub, own = [], {}
    for row in rows:
        (hub if row.school_id is None else own.setdefault(row.school_id, [])).append(row)
    return hub, own


def _in_order(terms):
    return tuple(sorted(terms, key=lambda term: term.starts_on))


def _closed(closures):
    return frozenset(day for closure in closures for day in closure.days)


def _key(school):
    return getattr(school, "pk", school)


def _each(first, last, *, step=ONE_DAY):
    day = first
    while day <= last:
        yield day
        day += step
