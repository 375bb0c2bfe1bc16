"""Times of day the way people write them."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from hub.forms import ClockField


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("10am", "10:00"),
        ("10.30 a.m.", "10:30"),
        ("2:30 pm", "14:30"),
        ("1430", "14:30"),
        ("14:30", "14:30"),
        ("2", "14:00"),
        ("9", "09:00"),
        ("12 noon", "12:00"),
        ("12am", "00:00"),
        ("05:30", "05:30"),
    ],
)
def test_a_time_may_be_written_in_many_ways(typed, time):
    assert ClockField().clean(typed) == datetime.time.fromisoformat(time)


@pytest.mark.parametrize("typed", ["ten", "25", "10:75", "13pm", "0am", "10-11", "9" * 5000])
def test_what_is_no_time_is_said_to_be_none(typed):
    with pytest.raises(ValidationError, match="must be a time, like 10am or 2:30pm"):
        ClockField(label="Begins at").clean(typed)
