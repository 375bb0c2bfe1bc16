"""What the rules of practice are, as everybody asks for them."""

from bisect import bisect_right

from hub.calendar.years import AcademicYear
from hub.policy import reading, rules
from hub.policy.reading import forget, forget_with_the_change

__all__ = ["forget", "forget_with_the_change", "value"]


def value(key, year=None):
    """What the rule is in an academic year, this one when not given.

    The newest value set for that year or an earlier one, else the rule's default. Raises KeyError
    for a rule that nobody states.
    """
    rule = rules.get(key)
    years, values = reading.read().rules.get(key, ((), ()))
    place = bisect_right(years, AcademicYear.current() if year is None else year)
    # What no longer fits the rule, because the code has moved on, counts as not set.
    if place and rule.kind.is_valid(values[place - 1]):
        return values[place - 1]
    return rule.default
