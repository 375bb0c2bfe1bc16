"""What the rules of practice are: read in many places, so kept for some seconds a process."""

import time
from bisect import bisect_right

from django.db import transaction

from hub.calendar.years import AcademicYear
from hub.policy import rules
from hub.policy.models import PolicyRow

_KEPT_SECONDS = 5
_kept: tuple[float, dict] | None = None


def value(key, year=None):
    """What the rule is in an academic year, this one when not given.

    The newest value set for that year or an earlier one, else the rule's default. Raises KeyError
    for a rule that nobody states.
    """
    rule = rules.get(key)
    years, values = _all().get(key, ((), ()))
    place = bisect_right(years, AcademicYear.current() if year is None else year)
    # What no longer fits the rule, because the code has moved on, counts as not set.
    if place and rule.kind.is_valid(values[place - 1]):
        return values[place - 1]
    return rule.default


def forget():
    """Read anew next time: called when a rule was set, and by tests."""
    global _kept
    _kept = None


def forget_with_the_change():
    """The same now and once more after commit: meanwhile another page may have read the old."""
    forget()
    transaction.on_commit(forget, robust=True)


def _all():
    """{key: (years, values)} of every row, in one statement."""
    global _kept
    if _kept is None or time.monotonic() - _kept[0] > _KEPT_SECONDS:
        found: dict = {}
        rows = PolicyRow.objects.order_by("key", "year").values_list("key", "year", "value")
        for key, year, stored in rows:
            years, values = found.setdefault(key, ([], []))
            years.append(year)
            values.append(stored)
        _kept = (time.monotonic(), found)
    return _kept[1]
