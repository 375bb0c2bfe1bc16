"""What the clock on the wall says in England, as an instant.

Weekly things are stored as day and wall time, never as instants seven days apart: a lesson at 4pm
stays at 4pm when the clocks change (docs/decisions/0012-wall-time-and-term.md).
"""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def at(day: date, clock: time) -> datetime:
    """The instant at which clocks in England show this time on this day, in Europe/London.

    On the day on which clocks go forward the hour from 1am does not exist: such a time counts from
    the old time, so that 1:30am is 2:30am. On the day on which they go back it exists twice: the
    first one counts.
    """
    # To UTC and back, or an hour that does not exist would go on being written as it was.
    return datetime.combine(day, clock, tzinfo=LONDON).astimezone(UTC).astimezone(LONDON)
