"""The report "waiting-list": who waits, by instrument and age, and for how long."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.utils import timezone

from hub.calendar.stages import year_group
from hub.calendar.years import AcademicYear
from hub.music.models import Instrument
from hub.places.choices import ASKING, PlaceState
from hub.reporting.forms import ReportForm
from schools.report_scope import Named
from tuition.models import Enrolment
from tuition.office.hiding import hidden

ADULTS, NO_YEAR, ALL = "Adults", "No school year", "All"
_LAST = 999
_MONTH = 30.44


@dataclass(frozen=True)
class WaitingLine:
    """Applications and turns of one instrument and school year. Counts are of wishes."""

    instrument: str
    year: str
    applied: int | str
    waiting: int | str
    offered: int | str
    longest: float | None


class WaitingForm(ReportForm):
    """Of one instrument, or of all."""

    marks_optional = False

    instrument = Named(Instrument.objects.all(), by="key", empty_label="All instruments")

    def subject(self):
        """The instrument, where one was chosen."""
        return ", ".join(words for _, words in self.chosen())


COLUMNS = {
    "Instrument": "instrument",
    "School year": "year",
    "Applied": "applied",
    "Waiting list": "waiting",
    "Offered": "offered",
    "Longest wait in months": "longest",
}
COUNTS = ("applied", "waiting", "offered")
DEFINITIONS = {
    "Applied": "Applications that are not answered yet. A learner who has applied for two "
    "instruments counts twice.",
    "Waiting list": "Turns on waiting lists.",
    "Offered": "Places offered and not answered yet. They are kept, so nobody else has them.",
    "Longest wait in months": "Since the oldest date of application of those applied or waiting.",
    "School year": "Of this academic year, by date of birth, and as taught out of year.",
}


def rows(*, instrument=None) -> list[WaitingLine]:
    """By instrument and school year, youngest first, then all together; small counts hidden."""
    found: dict = defaultdict(lambda: defaultdict(int))
    oldest: dict = {}
    wanted = Enrolment.objects.of_pupils().filter(
        state__in=[str(each) for each in (*ASKING, PlaceState.OFFERED)]
    )
    if instrument:
        wanted = wanted.filter(provision__instrument=instrument)
    year = AcademicYear.current()
    told = wanted.order_by().values_list(
        "provision__instrument__name",
        "pupil__born_on",
        "pupil__out_by",
        "pupil__is_adult",
        "state",
        "applied_at",
    )
    for name, born, out_by, is_adult, state, applied_at in told.iterator(chunk_size=2000):
        for key in ((name, _year_of(born, out_by, is_adult, year)), (ALL, (_LAST, ALL))):
            found[key][state] += 1
            if state in ASKING:
                oldest[key] = min(oldest.get(key, applied_at), applied_at)
    now = timezone.now()
    total = found.pop((ALL, (_LAST, ALL)), None)
    lines = [_line(key, found[key], oldest.get(key), now) for key in sorted(found)]
    if total is None:
        return []
    return hidden(
        lines, COUNTS, _line((ALL, (_LAST, ALL)), total, oldest.get((ALL, (_LAST, ALL))), now)
    )


def _year_of(born, out_by, is_adult, year):
    """(what it is sorted by, words)."""
    if is_adult:
        return 100, ADULTS
    group = None if born is None else year_group(born=born, year=year, out_by=out_by)
    return (101, NO_YEAR) if group is None else (int(group), str(group.label))


def _line(key, states, oldest, now: datetime.datetime) -> WaitingLine:
    name, (_, year) = key
    longest = None if oldest is None else round((now - oldest).days / _MONTH, 1)
    return WaitingLine(
        name,
        year,
        states[PlaceState.APPLIED],
        states[PlaceState.WAITING],
        states[PlaceState.OFFERED],
        longest,
    )
