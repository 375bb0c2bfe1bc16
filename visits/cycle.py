"""The cycle in which every school is to be visited, and which schools are past it."""

import calendar
import datetime

from django.db.models import Q
from django.utils import timezone

from hub.policy.values import value


def months_before(day, months) -> datetime.date:
    """The same day of the month so many months earlier, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 - months, 12)
    year = day.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))


def last_day_past(today=None, months=None) -> datetime.date:
    """Schools last visited on this day or before are past the cycle today."""
    months = value("visit-cycle-months") if months is None else months
    return months_before(today or timezone.localdate(), months)


def never_visited():
    """Q over schools: no visit that counts has taken place."""
    return Q(visit_standing__last_counted_on=None)


def past_cycle(today=None, months=None):
    """Q over schools: past the cycle on this day, or never visited. ``months``: another cycle."""
    last = last_day_past(today, months)
    return never_visited() | Q(visit_standing__last_counted_on__lte=last)
