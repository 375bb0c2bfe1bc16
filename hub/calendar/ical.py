"""Calendar files (RFC 5545): feeds, and one event to add to a calendar of one's own."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from icalendar import Calendar, Event, Timezone

from hub.calendar.feed_registry import source as source_named
from hub.calendar.wall_time import LONDON
from hub.policy.current import hub_settings

CONTENT_TYPE = "text/calendar; charset=utf-8"
REFRESH = timedelta(hours=6)
# By rules, as calendar programs write it themselves: without an end, and fifteen lines.
_LONDON = """BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19810329T010000
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
TZNAME:BST
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
TZNAME:GMT
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""


def write(entries, *, name, method="PUBLISH") -> bytes:
    """A calendar file of [(source, event)]; the same entries give the same bytes.

    ``method``: CANCEL for a file that takes its events out of a calendar (RFC 5546, 3.2.5).
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Music Hub Portal//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", str(LONDON))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", REFRESH)
    calendar.add_component(Timezone.from_ical(_LONDON))
    for source, event in entries:
        calendar.add_component(_event(source, event))
    return calendar.to_ical()


def event_file(event, *, source, file_name="event.ics") -> HttpResponse:
    """ "Add to calendar": one FeedEvent as a file to download.

    ``source``: the name of a registered feed source. The event has the same UID there, so that
    somebody who has both, the file and the feed, sees it once.
    """
    method = "CANCEL" if event.is_cancelled else "PUBLISH"
    body = write([(source_named(source), event)], name=hub_settings().name, method=method)
    return HttpResponse(
        body,
        content_type=CONTENT_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{file_name}"'},
    )


def uid_of(source, event):
    """The same for ever, and nobody else's: "terms-12-begins@portal.example"."""
    return f"{source.name}-{event.key}@{urlsplit(settings.SITE_URL).hostname}"


def _event(source, event):
    entry = Event()
    entry.add("uid", uid_of(source, event))
    entry.add("summary", source.title_of(event))
    changed_at = event.changed_at.astimezone(UTC).replace(microsecond=0)
    entry.add("dtstamp", changed_at)
    entry.add("last-modified", changed_at)
    entry.add("sequence", event.revision)
    if event.is_cancelled:
        entry.add("status", "CANCELLED")
    if isinstance(event.starts, datetime):
        entry.add("dtstart", event.starts.astimezone(LONDON))
        entry.add("dtend", event.ends.astimezone(LONDON))
    else:
        entry.add("dtstart", event.starts)
        entry.add("dtend", event.ends + timedelta(days=1))  # the day after the last
        entry.add("transp", "TRANSPARENT")  # a term does not make anybody busy
    if event.url:
        entry.add("url", settings.SITE_URL + event.url)
    if event.place:
        entry.add("location", event.place)
    return entry
