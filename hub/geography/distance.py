"""Distances in a straight line, from eastings and northings on the national grid (in metres).

A table whose rows are asked for the nearest has the index that ``place_index`` makes: PostgreSQL
then steps from row to row outwards, however many there are.
"""

import math

from django.contrib.postgres.indexes import GistIndex
from django.db.models import F, FloatField, Func, Value
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Cast, Power, Sqrt

_POINT = {"function": "point", "output_field": FloatField()}


def metres(a, b) -> int | None:
    """How far two things with ``easting`` and ``northing`` are apart; None when one has no place.

    A straight line on the grid: what a crow flies, not what a car drives.
    """
    if None in (a.easting, a.northing, b.easting, b.northing):
        return None
    return round(math.dist((a.easting, a.northing), (b.easting, b.northing)))


def in_kilometres(distance) -> str:
    """Metres as people say them: "0.4 km", "3.2 km", "27 km"; from 10 km on without tenths."""
    kilometres = distance / 1000
    if kilometres < 0.05:
        return "less than 0.1 km"
    return f"{kilometres:.1f} km" if kilometres < 9.95 else f"{kilometres:,.0f} km"


def nearest(queryset, place, *, count):
    """The rows nearest to a place, the nearest first, each with its distance as ``metres``.

    Rows without a place are left out; a place that has none itself is near to nothing.
    """
    if place.easting is None or place.northing is None:
        return queryset.none()
    here = Func(Value(float(place.easting)), Value(float(place.northing)), **_POINT)
    away = CombinedExpression(_of_row(), "<->", here, output_field=FloatField())
    placed = queryset.filter(easting__isnull=False, northing__isnull=False)
    return placed.annotate(metres=away).order_by("metres")[:count]


def metres_away(place, *, of=""):
    """How far each row is from a place, for an annotation; None for rows without a place.

    ``of``: the link to what has the place ("venue__"). Every row is reckoned: for tables of
    which something else has chosen hundreds; of all rows ``nearest`` asks the index.
    """
    along = Cast(F(f"{of}easting"), FloatField()) - Value(float(place.easting))
    up = Cast(F(f"{of}northing"), FloatField()) - Value(float(place.northing))
    return Sqrt(Power(along, 2) + Power(up, 2), output_field=FloatField())


def place_index(name):
    """The index that ``nearest`` wants on a table with ``easting`` and ``northing``."""
    return GistIndex(_of_row(), name=name)


def _of_row():
    return Func("easting", "northing", **_POINT)
