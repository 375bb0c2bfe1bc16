"""What term dates must be like, and what is odd about them; in words, for those who type them.

The constraints of ``Term`` say the same to the database.
"""

from datetime import date
from typing import NamedTuple

from hub.calendar.choices import Season, Weekday
from hub.calendar.years import AcademicYear

#: {name of the field: what it is called}, of a season.
NAMES = {
    "starts_on": "first day of {season} term",
    "half_term_starts_on": "first day of {season} half term",
    "half_term_ends_on": "last day of {season} half term",
    "ends_on": "last day of {season} term",
}
_MONTHS = {
    Season.AUTUMN: (range(9, 13), "between September and December"),
    Season.SPRING: (range(1, 3), "in January or February"),
    Season.SUMMER: (range(3, 9), "between March and August"),
}


class Fault(NamedTuple):
    """What is wrong with one date."""

    season: Season
    field: str
    sentence: str


def name_of(season, field):
    """ "First day of autumn term"."""
    return NAMES[field].format(season=Season(season).label.lower()).capitalize()


def written(day: date) -> str:
    """ "Monday 4 January 2027"."""
    return f"{day:%A %-d %B %Y}"


def faults(*, year: AcademicYear, dates: dict, beside=()) -> list[Fault]:
    """What is wrong with ``dates``, {season: {field: day}}; at most one fault a date.

    ``beside``: other terms of the same scope in that year, which must not overlap.
    """
    spans = {term.season: (term.starts_on, term.ends_on) for term in beside}
    spans |= {season: (days["starts_on"], days["ends_on"]) for season, days in dates.items()}
    found = [
        fault for season, days in dates.items() for fault in _faults_of(year, Season(season), days)
    ]
    if found:
        return found
    in_order = [season for season in Season if season in spans]
    for before, after in zip(in_order, in_order[1:], strict=False):
        ends_on = spans[before][1]
        if spans[after][0] <= ends_on:
            season, field = (after, "starts_on") if after in dates else (before, "ends_on")
            relation = (
                f"must be after {before.label.lower()} term ends, on {written(ends_on)}"
                if after in dates
                else f"must be before {after.label.lower()} term starts, "
                f"on {written(spans[after][0])}"
            )
            found.append(Fault(season, field, f"{name_of(season, field)} {relation}"))
    return found


def _faults_of(year, season, days):
    for field, day in days.items():
        if day not in year:
            yield Fault(
                season,
                field,
                f"{name_of(season, field)} must lie in {year}: between {year.starts_on:%-d %B %Y} "
                f"and {year.ends_on:%-d %B %Y}",
            )
            return
    months, words = _MONTHS[season]
    if days["starts_on"].month not in months:
        yield Fault(season, "starts_on", f"{season.label} term must start {words}")
    order = [
        ("starts_on", "half_term_starts_on", "after"),
        ("half_term_starts_on", "half_term_ends_on", "on or after"),
        ("half_term_ends_on", "ends_on", "after"),
    ]
    for before, after, how in order:
        first, second = days[before], days[after]
        if second < first or (second == first and how == "after"):
            yield Fault(
                season,
                after,
                f"{name_of(season, after)} must be {how} {NAMES[before].format(season='the')}, "
                f"{written(first)}",
            )


def oddities(*, dates: dict, bank_holidays: dict[date, str], neighbours=()) -> list[str]:
    """What is allowed and looks like a slip: terms that begin or end on a day without school.

    ``neighbours``: terms of another scope that hold beside these (the hub's, for a school).
    """
    found = []
    for season, days in dates.items():
        for field in ("starts_on", "ends_on"):
            day, name = days[field], name_of(season, field)
            if day.weekday() > Weekday.FRIDAY:
                found.append(f"{name} is a weekend day: {written(day)}")
            elif day in bank_holidays:
                found.append(f"{name} is a bank holiday: {written(day)}, {bank_holidays[day]}")
        found += [
            f"{Season(season).label} term overlaps {other}, from {written(other.starts_on)} "
            f"to {written(other.ends_on)}"
            for other in neighbours
            if days["starts_on"] <= other.ends_on and other.starts_on <= days["ends_on"]
        ]
    return found
