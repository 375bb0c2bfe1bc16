"""Which schools are past the cycle on a day, today or to come."""

import datetime

from django.db.models import Q
from django.utils import timezone

from hub.policy.values import value
from schools.priorities import months_before


def last_day_past(today=None) -> datetime.date:
    """Schools last visited on this day or before are past the cycle today."""
    return months_before(today or timezone.localdate(), value("visit-cycle-months"))


def never_visited():
    """Q over schools: no visit that counts has taken place."""
    return Q(visit_standing__last_counted_on=None)


def past_cycle(today=None):
    """Q over schools: past the cycle on this day, or never visited."""
    return never_visited() | Q(visit_standing__last_counted_on__lte=last_day_past(today))
