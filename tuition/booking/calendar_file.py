"""The lessons of one place as a calendar file. Titles name nobody and nothing that is learnt."""

from datetime import timedelta

from django.http import Http404, HttpResponse
from django.urls import reverse

from hub.calendar.feed_registry import FeedEvent, Source
from hub.calendar.ical import CONTENT_TYPE, write
from hub.policy.current import hub_settings
from tuition.after.next_lesson import begins_at, days_of
from tuition.after.words import place_of
from tuition.lesson_dates import calendar_for

TITLE = "Music lesson"
_SOURCE = Source("lesson", frozenset({TITLE}), lambda user: ())


def file_of(row, *, shows_place) -> HttpResponse:
    """The response with the file; 404 where there is no day and time."""
    days = days_of(row, calendar_for(row.provision)) if row.time else []
    if not days:
        raise Http404
    events = [(_SOURCE, _event(row, day, shows_place)) for day in days]
    return HttpResponse(
        write(events, name=hub_settings().name),
        content_type=CONTENT_TYPE,
        headers={"Content-Disposition": 'attachment; filename="lessons.ics"'},
    )


def _event(row, day, shows_place):
    starts = begins_at(row, day)
    return FeedEvent(
        key=f"{row.pk}-{day:%Y%m%d}",
        title=TITLE,
        starts=starts,
        ends=starts + timedelta(minutes=row.provision.minutes),
        changed_at=row.state_since,
        url=reverse("tuition:enrolment", args=[row.pk]),
        place=place_of(row) if shows_place else "",
    )
