"""The calendar in the menus, and term dates that are still to be set."""

import datetime

from django.urls import reverse
from django.utils import timezone

from hub.calendar.models import Term
from hub.calendar.years import AcademicYear
from hub.home.registry import Todo, entry, thing_to_do
from hub.permissions import may
from hub.policy.pages import settings_page

#: From then on next year's dates are due: schools publish theirs a year ahead.
ASKED_FROM = (2, 1)

entry(
    area=("staff", "tutor", "school"),
    text="Calendar",
    url_name="calendar:home",
    right="calendar.see_dates",
)
settings_page(
    text="Term dates and closures",
    hint="Terms, half terms, days on which the hub is closed, and schools’ own dates.",
    url_name="calendar:home",
    right="calendar.set_dates",
    order=30,
)


@thing_to_do(area="manager", order=25)
def term_dates(user):
    """Lessons, fees and visits hang on them: this year's at once, next year's from February."""
    if not may(user, "calendar.set_dates"):
        return None
    now = AcademicYear.current()
    due = [now]
    if timezone.localdate() >= datetime.date(now + 1, *ASKED_FROM):
        due.append(now.next)
    set_already = set(Term.objects.of_hub().filter(year__in=due).values_list("year", flat=True))
    missing = [year for year in due if year not in set_already]
    if not missing:
        return None
    year = missing[0]
    start = "calendar:start_year" if year.previous in set_already else "calendar:set_terms"
    return Todo(
        f"Set the term dates of {year}",
        reverse(start, args=[year]),
        hint="Dates of lessons, fees and visits follow from them.",
        status="Not started",
    )
