"""A year at a glance: its terms, and its days by month, for the page of the hub or of a school."""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date

from hub.calendar.choices import ClosureKind
from hub.calendar.models import Closure, Term
from hub.calendar.school_calendar import SchoolCalendar
from hub.calendar.years import AcademicYear
from hub.lists import Column

TERM_COLUMNS = [
    Column("Term"),
    Column("First day"),
    Column("Half term"),
    Column("Last day"),
    Column("Weeks", number=True),
    Column("Teaching days", number=True),
]
SCHOOL_TERM_COLUMNS = [*TERM_COLUMNS, Column("Whose dates")]
HALF_COLUMNS = [Column("Half term"), Column("First day"), Column("Last day")]


@dataclass(frozen=True)
class TermRow:
    """One term in numbers. ``is_own``: the school's dates stand in place of the hub's."""

    term: Term
    weeks: int
    days: int
    is_own: bool


@dataclass
class Item:
    """What is on one day, as components/agenda.html draws it. All of it lasts all day."""

    text: str
    status: str = ""
    kind: str = ""
    url: str = ""
    time: None = None
    end: None = None
    place: str = ""


@dataclass
class Day:
    """A day and what is on it."""

    date: date
    items: list[Item] = field(default_factory=list)


@dataclass
class Month:
    """A month with its days on which something is, and its number of teaching days."""

    first: date
    teaching_days: int
    days: list[Day]


def term_rows(calendar: SchoolCalendar, year: AcademicYear) -> list[TermRow]:
    """The terms of a year, with how much teaching is in them."""
    return [
        TermRow(
            term,
            calendar.teaching_weeks(term),
            len(calendar.teaching_days(term.starts_on, term.ends_on)),
            term.school_id is not None,
        )
        for term in calendar.terms_of(year)
    ]


def months(calendar: SchoolCalendar, year: AcademicYear, *, link) -> list[Month]:
    """The months of a year in which something is, first to last.

    ``link(closure)`` gives the address of the page that changes a closure, "" without one.
    """
    by_day = _days(calendar, year, link)
    found = []
    for number in range(12):
        first = date(year + (number + 8) // 12, (number + 8) % 12 + 1, 1)
        last = first.replace(day=monthrange(first.year, first.month)[1])
        days = [by_day[day] for day in sorted(by_day) if first <= day <= last]
        taught = len(calendar.teaching_days(first, last))
        if days or taught:
            found.append(Month(first, taught, days))
    return found


def _days(calendar, year, link):
    days: dict[date, Day] = {}

    def add(day, *args, **kwargs):
        days.setdefault(day, Day(day)).items.append(Item(*args, **kwargs))

    for term in calendar.terms_of(year):
        name = term.get_season_display()
        add(term.starts_on, f"{term} begins", **_own(term))
        add(
            term.half_term_starts_on,
            _until(f"{name} half term", term.half_term_starts_on, term.half_term_ends_on),
            **_own(term),
        )
        add(term.ends_on, f"{term} ends", **_own(term))
    for closure in calendar.closures:
        if closure.starts_on in year:
            text = _until(closure.title, closure.starts_on, closure.ends_on)
            add(closure.starts_on, text, url=link(closure), **_whose(closure))
    return days


def _until(text, first, last):
    return text if first == last else f"{text}, until {last:%A %-d %B}"


def _own(term):
    return {"status": "This school", "kind": "info"} if term.school_id else {}


def _whose(closure: Closure):
    if closure.school_id:
        return {"status": "This school", "kind": "info"}
    if closure.kind == ClosureKind.BANK_HOLIDAY:
        return {"status": "Bank holiday"}
    return {"status": "Hub"}


def today_in_words(calendar: SchoolCalendar, day: date) -> str:
    """Where in the year a day stands: "Autumn term 2026, week 12 of 40"."""
    term, week = calendar.term_on(day), calendar.teaching_week(day)
    if term is None:
        following = calendar.next_term(day)
        return (
            f"Holidays. {following} begins on {following.starts_on:%A %-d %B}." if following else ""
        )
    if term.is_half_term(day):
        return f"{term}, half term until {term.half_term_ends_on:%A %-d %B}."
    return f"{term}, teaching week {week}." if week else f"{term}."
