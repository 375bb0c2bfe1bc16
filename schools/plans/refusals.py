"""What a plan is refused for, in words that can be shown as they stand."""

from hub.calendar.years import AcademicYear


class PlanRefused(Exception):
    """A rule says no. The message can be shown as it stands."""


def check_year(year):
    """Raise PlanRefused unless a plan may be made for this year: this one or the next."""
    now = AcademicYear.current()
    if year < now:
        raise PlanRefused(
            f"The year {year} ended on {year.ends_on:%-d %B %Y}. "
            f"Make a plan for {now} or {now.next}."
        )
    if year > now.next:
        raise PlanRefused(
            f"It is too early for {year}: choose {now} or {now.next}, which begins on "
            f"{now.next.starts_on:%-d %B %Y}."
        )


def check_day(year, day):
    """Raise PlanRefused for a day that does not lie in the academic year of a plan."""
    if day not in year:
        raise PlanRefused(
            f"The plan is for {year}: choose a day from {year.starts_on:%-d %B %Y} "
            f"to {year.ends_on:%-d %B %Y}"
        )
