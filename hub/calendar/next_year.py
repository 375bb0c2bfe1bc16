"""A new year from the pattern of the one before: the same weekdays, 52 weeks on."""

from datetime import date, timedelta

from django.db import transaction

from hub.calendar import closures, terms
from hub.calendar.bank_holidays import england
from hub.calendar.choices import ClosureKind
from hub.calendar.models import Closure, Term
from hub.calendar.years import AcademicYear

YEAR_OF_WEEKS = timedelta(weeks=52)
ONE_WEEK = timedelta(weeks=1)


def moved(day: date, year: AcademicYear) -> date:
    """The day 52 weeks on, or 53 where that is still before the year begins."""
    later = day + YEAR_OF_WEEKS
    return later if later >= year.starts_on else later + ONE_WEEK


def pattern(before: dict, year: AcademicYear) -> dict:
    """``{season: {field: day}}`` for a year, from the dates of the one before.

    Easter moves by weeks from year to year, so the end of spring and the start of summer want a
    look; the page says when it is (``good_friday``).
    """
    return {
        season: {field: moved(day, year) for field, day in days.items()}
        for season, days in before.items()
    }


def good_friday(year: AcademicYear) -> date | None:
    """Good Friday of a year, None where the bundled bank holidays do not reach."""
    return next(
        (day for day, name in england().items() if name == "Good Friday" and day in year), None
    )


def closures_to_carry(year: AcademicYear):
    """The hub's own closures of the year before, oldest first."""
    of_hub = Closure.objects.of_hub().in_year(year.previous)
    return of_hub.exclude(kind=ClosureKind.BANK_HOLIDAY)


@transaction.atomic
def start(*, year, dates, carried, by) -> list[Term]:
    """Set the terms of a new year and carry closures of the year before over to it.

    A closure that stands there already is left alone. Raises terms.DatesRefused.
    """
    made = terms.set_terms(year=year, dates=dates, by=by)
    for closure in carried:
        starts_on = moved(closure.starts_on, year)
        same = {
            "kind": closure.kind,
            "starts_on": starts_on,
            "ends_on": starts_on + (closure.ends_on - closure.starts_on),
            "words": closure.words,
        }
        if not Closure.objects.of_hub().filter(**same).exists():
            closures.add(**same, by=by)
    return made
