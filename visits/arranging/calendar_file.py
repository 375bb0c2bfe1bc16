"""A visit as an entry of calendars. Titles name neither school nor person."""

from django.http import Http404
from django.urls import reverse

from hub.calendar.feed_registry import FeedEvent
from hub.calendar.ical import event_file
from visits.choices import AT_A_TIME, Medium, VisitState

SOURCE = "visits"
OFFICERS, SCHOOLS, ONLINE = "School visit", "Visit by the hub", "Online meeting on music"
TITLES = (OFFICERS, SCHOOLS, ONLINE)


def event_of(visit, *, for_school) -> FeedEvent:
    """The entry of a visit that has, or had, a day and hour."""
    title = SCHOOLS if for_school else OFFICERS
    return FeedEvent(
        # With the number of the visit: the file and the feed then show one entry, not two.
        key=str(visit.pk),
        title=ONLINE if visit.medium == Medium.ONLINE else title,
        starts=visit.starts_at,
        ends=visit.ends_at,
        changed_at=visit.state_since if visit.confirmed_at is None else visit.confirmed_at,
        revision=visit.sequence,
        url=reverse("visits:visit", args=[visit.pk]),
        place=visit.school.name if visit.medium == Medium.SCHOOL else "",
        is_cancelled=visit.state == VisitState.CANCELLED,
    )


def file_of(visit, *, for_school):
    """The response with the file of one visit; 404 where it has no day and hour."""
    if visit.starts_at is None or visit.state not in (*AT_A_TIME, VisitState.CANCELLED):
        raise Http404
    event = event_of(visit, for_school=for_school)
    return event_file(event, source=SOURCE, file_name="visit.ics")
