"""How music budgets are spread: median, quarters and range, by region, phase and year."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import connection

from schools.filters import NO_REGION
from schools.needs.groups import ALL, PHASE, REGION


@dataclass(frozen=True)
class Spread:
    """Pounds: the lowest, lower quarter, median, upper quarter and highest of ``told`` schools."""

    told: int
    lowest: Decimal
    lower: Decimal
    median: Decimal
    upper: Decimal
    highest: Decimal


# Quartiles do not add up, so the database reckons them for each grouping by itself.
_SPREAD = """
    SELECT year, region, phase, GROUPING(region), GROUPING(phase), count(*),
        min(budget), percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY budget),
        max(budget)
    FROM ({told}) told (year, region, phase, budget)
    GROUP BY GROUPING SETS ((year), (year, region), (year, phase))
    """


def spreads_of(told, year):
    """{(kind of group, key, year): Spread} of rows of KnownYear; groups of ``year`` alone."""
    budgets = told.filter(music_budget__isnull=False).order_by()
    values = budgets.values_list("year", "school__region__name", "school__phase", "music_budget")
    sql, params = values.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_SPREAD.format(told=sql), params)
        rows = cursor.fetchall()
    found = {}
    for of, region, phase, no_region, no_phase, number, least, (low, middle, high), most in rows:
        if not no_region:
            place = (REGION, region or NO_REGION)
        elif not no_phase:
            place = (PHASE, phase)
        else:
            place = (ALL, "")
        if place[0] == ALL or of == year:
            quarters = (_pounds(value) for value in (low, middle, high))
            found[*place, of] = Spread(number, least, *quarters, most)
    return found


def _pounds(value):
    return Decimal(value).quantize(Decimal("0.01"))
