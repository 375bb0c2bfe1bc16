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
    SELECT year, {groups}, count(*),
        min(budget), percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY budget),
        max(budget)
    FROM (
        SELECT year, region, phase, budget::float8 AS budget
        FROM ({told}) told (year, region, phase, budget)
    ) told
    GROUP BY GROUPING SETS ({sets})
    """

_GROUPS = "region, phase, GROUPING(region), GROUPING(phase)"


def spreads_of(told, years):
    """{(kind of group, key, year): Spread} of rows of KnownYear; groups of the first year alone."""
    return spreads_from(lambda chosen: budgets_of(told.filter(year__in=chosen)), years)


def budgets_of(told):
    """(SQL, parameters) of the budgets of rows of KnownYear: year, region, phase, pounds."""
    budgets = told.filter(music_budget__isnull=False).order_by()
    values = budgets.values_list("year", "school__region__name", "school__phase", "music_budget")
    return values.query.sql_with_params()


def spreads_from(budgets, years):
    """The same of what ``budgets(years)`` says: (SQL, parameters) as of ``budgets_of``.

    One statement. Regions and phases of earlier years are not told: they would be sorted for
    nothing.
    """
    asked = [_of(budgets(years[:1]), _GROUPS, "(year), (year, region), (year, phase)")]
    if len(years) > 1:
        asked.append(_of(budgets(years[1:]), "NULL, NULL, 1, 1", "(year)"))
    with connection.cursor() as cursor:
        params = [each for _, those in asked for each in those]
        cursor.execute(" UNION ALL ".join(sql for sql, _ in asked), params)
        return _read(cursor.fetchall(), years[0])


def _of(budgets, groups, sets):
    """(SQL, parameters) of the spread of these budgets by these groups."""
    sql, params = budgets
    return _SPREAD.format(told=sql, groups=groups, sets=sets), params


def _read(rows, year):
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
            found[*place, of] = Spread(number, _pounds(least), *quarters, _pounds(most))
    return found


def _pounds(value):
    return Decimal(value).quantize(Decimal("0.01"))
