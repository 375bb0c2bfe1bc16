"""How music budgets are spread: median, quarters and range, by region, phase and year."""

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import TextField, Value
from django.db.models.functions import Cast

from schools.needs.groups import ALL, places

_QUARTERS = (0.25, 0.5, 0.75)


@dataclass(frozen=True)
class Spread:
    """Pounds: the lowest, lower quarter, median, upper quarter and highest of ``told`` schools."""

    told: int
    lowest: Decimal
    lower: Decimal
    median: Decimal
    upper: Decimal
    highest: Decimal


#: Over rows of KnownYear: their budgets, all in one text with spaces between them.
BUDGETS = StringAgg(Cast("music_budget", TextField()), " ", default=Value(""))


def spreads_of(told, year):
    """{(kind of group, key, year): Spread} of rows of KnownYear; groups of ``year`` alone."""
    rows = told.order_by().values_list("year", "school__region__name", "school__phase")
    return spreads_from(rows.annotate(budgets=BUDGETS), year)


def spreads_from(rows, year):
    """The same of rows (year, region's name, phase, budgets as of BUDGETS).

    Quartiles do not add up, so the budgets of each group are counted here, most of which are round:
    the database would sort those of all schools once for each grouping.
    """
    counted: dict = defaultdict(Counter)
    for of, region, phase, budgets in rows:
        told = budgets.split()
        for place in places(region, phase) if of == year else [(ALL, "")]:
            counted[*place, of].update(told)
    return {place: _spread(counter) for place, counter in counted.items() if counter}


def _spread(counter):
    """The Spread of budgets, counted by their words."""
    told = sorted((float(words), number) for words, number in counter.items())
    values = [value for value, _ in told]
    ends = list(accumulate(number for _, number in told))
    quarters = (_quantile(values, ends, share) for share in _QUARTERS)
    return Spread(ends[-1], *map(_pounds, (values[0], *quarters, values[-1])))


def _quantile(values, ends, share):
    """Where this share of the schools lies: between two of them, in proportion.

    ``ends``: how many schools have each value or a lower one.
    """
    place = share * (ends[-1] - 1)
    low, high = (values[bisect_right(ends, int(at))] for at in (place, math.ceil(place)))
    return low + (high - low) * (place - int(place))


def _pounds(value):
    return Decimal(value).quantize(Decimal("0.01"))
