"""Which schools are past the cycle, today or on a day to come. Stated here alone."""

import datetime

from django.db.models import Q
from django.utils import timezone

from hub.policy.values import value
from schools.priorities import months_before

#: What lists are asked for in their address, to show the schools past the cycle.
PAST = "past"


def cycle_months() -> int:
    """Within how many months every school is to be visited."""
    return value("visit-cycle-months")


def last_day_past(today=None, *, months=None) -> datetime.date:
    """Schools last visited on this day or before are past the cycle. ``months``: of another one."""
    months = cycle_months() if months is None else months
    return months_before(today or timezone.localdate(), months)


def never_visited():
    """Q over schools: no visit that counts has taken place."""
    return Q(visit_standing__last_counted_on=None)


def past_cycle(today=None, *, months=None):
    """Q over schools: past the cycle on this day, or never visited."""
    last = last_day_past(today, months=months)
    return never_visited() | Q(visit_standing__last_counted_on__lte=last)
