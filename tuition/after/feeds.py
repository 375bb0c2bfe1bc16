"""Lessons in the private calendars of carers: of their children, without a name. By feeds.py."""

from datetime import timedelta

from django.utils import timezone

from hub.calendar.feed_registry import FeedEvent, feed_source
from tuition import lesson_dates
from tuition.after import words
from tuition.after.next_lesson import absences_of, begins_at, days_of
from tuition.models import Enrolment

LESSON = "Music lesson"
_BACK = timedelta(days=28)


@feed_source("lessons", titles=[LESSON])
def lessons(user):
    """Each lesson of four weeks back and to come. A fixed number of statements.

    Closed days, half terms, pauses and told absences have none; what is kept from a carer is left
    out. Times are those on the wall, whatever the clocks do.
    """
    rows = Enrolment.objects.allowing("tuition.report_absence", user).taught().with_all()
    rows = list(rows.with_right("tuition.see_whereabouts", user, as_="is_open"))
    if not rows:
        return []
    calendars = lesson_dates.calendars_for({row.provision for row in rows})
    away, since = absences_of(rows), timezone.localdate() - _BACK
    return [
        _event(row, day)
        for row in rows
        for day in days_of(row, calendars[row.provision_id])
        if day >= since and day not in away.get(row.pk, ())
    ]


def _event(row, day):
    starts = begins_at(row, day)
    ends = starts + timedelta(minutes=row.provision.minutes) if starts else day
    return FeedEvent(
        key=f"{row.pk}-{day:%Y%m%d}",
        title=LESSON,
        starts=starts or day,
        ends=ends,
        changed_at=row.state_since,
        url=row.get_absolute_url(),
        place=words.place_of(row) if row.is_open else "",
    )
