"""The calendars behind what families read: kept for some seconds, as few people change them.

Pages on which dates are set read them anew (hub/calendar/school_calendar.py).
"""

from collections.abc import Iterable

from hub.calendar.school_calendar import SchoolCalendar, calendars_of
from hub.calendar.years import AcademicYear
from hub.kept import KeptByKey

_kept = KeptByKey(seconds=5, most=50)


def calendars(schools: Iterable[int | None], years: Iterable[AcademicYear]) -> dict:
    """{key of the school: SchoolCalendar}, and the hub's own under None; of these years alone.

    Two statements, or none when the same was asked a moment ago.
    """
    asked = frozenset(schools) - {None}, frozenset(years)
    return _kept(asked, lambda: calendars_of(asked[0], years=asked[1]))


def calendar(school: int | None, year: AcademicYear) -> SchoolCalendar:
    """The calendar of one school (its key), or of the hub, in one year."""
    return calendars([school], [year])[school]


def forget():
    """Called with every change of a term or a closure: this process reads anew, others soon."""
    _kept.forget()
