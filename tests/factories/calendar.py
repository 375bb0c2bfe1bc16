"""Terms and closures."""

import datetime

import factory

from hub.calendar.choices import ClosureKind, Season
from hub.calendar.models import Closure, Term
from hub.calendar.years import AcademicYear

YEAR = AcademicYear(2026)
#: First day, first and last day of half term, last day: a county's dates of 2026/27.
DATES_2026 = {
    Season.AUTUMN: ("2026-09-02", "2026-10-26", "2026-10-30", "2026-12-18"),
    Season.SPRING: ("2027-01-04", "2027-02-15", "2027-02-19", "2027-03-25"),
    Season.SUMMER: ("2027-04-12", "2027-05-31", "2027-06-04", "2027-07-21"),
}


def dates_of(season):
    """{name of the field: day} of a term of 2026/27."""
    days = (datetime.date.fromisoformat(day) for day in DATES_2026[season])
    return dict(zip(Term.DATES, days, strict=True))


def term(season, *, school=None, **dates):
    """A term of 2026/27, not saved; ``dates`` say what is different."""
    return Term(year=YEAR, season=season, school=school, **(dates_of(season) | dates))


def make_term(season, *, school=None, **dates):
    """The same, saved."""
    made = term(season, school=school, **dates)
    made.save()
    return made


def make_year():
    """The hub's three terms of 2026/27."""
    return [make_term(season) for season in Season]


class ClosureFactory(factory.django.DjangoModelFactory):
    """A day on which the hub is closed, unless ``kind`` and ``school`` say otherwise."""

    class Meta:
        model = Closure

    kind = ClosureKind.HUB_CLOSED
    starts_on = datetime.date(2026, 11, 2)
    ends_on = factory.SelfAttribute("starts_on")
