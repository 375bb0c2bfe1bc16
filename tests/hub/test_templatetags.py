"""The filters that every template has."""

import datetime

import pytest
from django.template import Context, Template


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime.time(16), "4pm"),
        (datetime.time(16, 30), "4:30pm"),
        (datetime.time(9, 5), "9:05am"),
        (datetime.time(12), "12 noon"),
        (datetime.time(12, 15), "12:15pm"),
        (datetime.time(0), "12 midnight"),
        (datetime.time(0, 20), "12:20am"),
        (datetime.datetime(2026, 7, 1, 15, 0, tzinfo=datetime.UTC), "4pm"),  # summer time
        (None, ""),
    ],
)
def test_times_are_written_as_the_hub_writes_them(moment, words):
    assert Template("{{ moment|clock }}").render(Context({"moment": moment})) == words
