"""Times on the wall, on the days on which the clocks change and on all others."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.calendar import wall_time

BACK, FORWARD = datetime.date(2026, 10, 25), datetime.date(2027, 3, 28)


@pytest.mark.parametrize(
    ("day", "clock", "instant"),
    [
        (datetime.date(2026, 10, 24), "16:00", "2026-10-24T16:00:00+01:00"),
        (BACK, "00:30", "2026-10-25T00:30:00+01:00"),
        (BACK, "01:30", "2026-10-25T01:30:00+01:00"),  # twice: the first
        (BACK, "16:00", "2026-10-25T16:00:00+00:00"),
        (FORWARD, "00:30", "2027-03-28T00:30:00+00:00"),
        (FORWARD, "01:30", "2027-03-28T02:30:00+01:00"),  # never
        (FORWARD, "16:00", "2027-03-28T16:00:00+01:00"),
    ],
)
def test_a_time_on_the_wall_is_an_instant(day, clock, instant):
    assert wall_time.at(day, datetime.time.fromisoformat(clock)).isoformat() == instant


@given(
    st.dates(datetime.date(2020, 1, 1), datetime.date(2035, 12, 31)),
    st.times().filter(lambda clock: clock.hour != 1),
)
def test_the_wall_shows_the_time_that_was_asked_for(day, clock):
    instant = wall_time.at(day, clock)
    assert (instant.date(), instant.time(), str(instant.tzinfo)) == (day, clock, "Europe/London")
