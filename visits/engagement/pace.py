"""How fast visits must follow each other for the target to be met, in weeks with teaching."""

import datetime
from dataclasses import dataclass
from decimal import ROUND_UP, Decimal

from django.utils import timezone

from hub.calendar.school_calendar import calendar_of
from hub.calendar.years import AcademicYear, monday_of

_TENTH = Decimal("0.1")


def months_of(year) -> list[datetime.date]:
    """The first days of the twelve months of an academic year."""
    return [datetime.date(year + (month > 12), (month - 1) % 12 + 1, 1) for month in range(9, 21)]


@dataclass(frozen=True)
class Pace:
    """What is left to do and the weeks in which it can be done.

    ``days``: teaching days of each month of the year; ``weeks`` and ``months``: those that are
    left with teaching, today's among them.
    """

    target: int
    done: int
    days: dict
    weeks: int
    months: int

    @property
    def left(self):
        """Visits that are still to be done; none when the target is met."""
        return max(0, self.target - self.done)

    @property
    def a_week(self):
        """Visits a teaching week that are needed; None when there is none left."""
        return self._share(self.weeks)

    @property
    def a_month(self):
        """Visits a month with teaching that are needed; None when there is none left."""
        return self._share(self.months)

    def _share(self, number):
        if not number:
            return None
        return (Decimal(self.left) / number).quantize(_TENTH, rounding=ROUND_UP)

    def target_by(self, months) -> list[int]:
        """The target as it grows, at the end of each month: by teaching days, else by months."""
        total = sum(self.days.values())
        grown, so_far = [], 0
        for number, month in enumerate(months, 1):
            so_far += self.days.get(month, 0)
            share = Decimal(so_far) / total if total else Decimal(number) / len(months)
            grown.append(round(self.target * share))
        return grown


def pace_of(year, *, target, done, today=None) -> Pace:
    """The Pace of a year from today on; two statements, for the hub's calendar."""
    today, year = today or timezone.localdate(), AcademicYear(year)
    days = calendar_of().teaching_days(year.starts_on, year.ends_on)
    by_month: dict = {}
    for day in days:
        month = day.replace(day=1)
        by_month[month] = by_month.get(month, 0) + 1
    left = [day for day in days if day >= today]
    return Pace(
        target,
        done,
        by_month,
        weeks=len({monday_of(day) for day in left}),
        months=len({day.replace(day=1) for day in left}),
    )
