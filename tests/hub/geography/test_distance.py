"""Distances from eastings and northings, and the nearest rows."""

from types import SimpleNamespace

import pytest
from django.db import connection

from hub.geography.distance import in_kilometres, metres, nearest
from schools.models import School
from tests.factories.schools import SchoolFactory


def place(easting, northing):
    return SimpleNamespace(easting=easting, northing=northing)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ((500_000, 200_000), (500_000, 200_000), 0),
        ((500_000, 200_000), (503_000, 204_000), 5000),
        # St Albans Abbey station to Watford Junction: 10.0 km on the map.
        ((514_577, 206_440), (511_030, 197_352), 9756),
        ((None, None), (500_000, 200_000), None),
        ((500_000, 200_000), (None, None), None),
    ],
)
def test_metres_are_a_straight_line_both_ways(a, b, expected):
    assert (metres(place(*a), place(*b)), metres(place(*b), place(*a))) == (expected, expected)


@pytest.mark.parametrize(
    ("distance", "words"),
    [
        (0, "less than 0.1 km"),
        (49.9, "less than 0.1 km"),
        (50, "0.1 km"),
        (3240, "3.2 km"),
        (9949, "9.9 km"),
        (9950, "10 km"),
        (27_400, "27 km"),
        (1_234_000, "1,234 km"),
    ],
)
def test_distances_are_said_in_kilometres(distance, words):
    assert in_kilometres(distance) == words


def test_the_nearest_rows_come_with_their_metres(db):
    far, near, _ = (
        SchoolFactory(easting=500_000 + east, northing=200_000) for east in (3000, 1000, 9000)
    )
    SchoolFactory()  # nobody knows where
    found = nearest(School.objects.all(), place(500_000, 200_000), count=2)
    assert [(each, each.metres) for each in found] == [(near, 1000), (far, 3000)]


def test_the_nearest_are_sought_among_the_rows_given(db):
    SchoolFactory(easting=500_000, northing=200_000, status="2")
    near = SchoolFactory(easting=500_100, northing=200_000)
    assert list(nearest(School.objects.open(), place(500_000, 200_000), count=5)) == [near]


def test_what_has_no_place_is_near_to_nothing(db):
    SchoolFactory(easting=500_000, northing=200_000)
    assert list(nearest(School.objects.all(), place(None, None), count=5)) == []


def test_the_index_answers(db):
    rows = nearest(School.objects.open(), place(500_000, 200_000), count=10)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "schools_by_place" in rows.explain()
