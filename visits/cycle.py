"""Which schools are past the cycle, today or on a day to come. Stated here alone."""

import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from hub.calendar.years import AcademicYear
from hub.policy.values import value
from schools.priorities import months_before
from visits.choices import COMING
from visits.models import Visit

#: What lists are asked for in their address, to show the schools past the cycle.
PAST = "past"
#: The same for those within it.
WITHIN = "within"


def at_end(year) -> str:
    """The same for those that will be past the cycle when this academic year ends."""
    return f"end-{int(year)}"


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


def within_cycle(today=None):
    """Q over schools: visited within the cycle, on this day."""
    return Q(visit_standing__last_counted_on__gt=last_day_past(today))


def past_at_end(year, today=None):
    """Q over schools: past the cycle when the academic year ends, if the visits that are planned
    for it take place and no others.
    """
    today = today or timezone.localdate()
    # A day past and an end that has come are the same: no visit is still planned then.
    coming = Visit.objects.filter(
        school=OuterRef("pk"), state__in=COMING, type__counts=True, year__lte=year
    )
    return past_cycle(max(AcademicYear(year).ends_on, today)) & ~Q(Exists(coming))
