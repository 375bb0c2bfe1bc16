"""Calendar files: what stands in them, and that three parsers read it alike."""

from datetime import UTC, date, datetime, time

import icalendar
import ics
import pytest
import vobject

from hub.calendar import feed_registry, ical, wall_time
from hub.calendar.feed_registry import FeedEvent, Source

CHANGED = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
SOURCE = Source("tests", frozenset({"Lesson", "Half term"}), lambda user: [])
HALF_TERM = FeedEvent(
    key="7",
    title="Half term",
    starts=date(2026, 10, 26),
    ends=date(2026, 10, 30),
    changed_at=CHANGED,
    revision=3,
    url="/calendar/2026-27/",
    place="Oak, Ash & Elm; the “big” school",
)


def lesson_on(day):
    return FeedEvent(
        key=f"lesson-{day}",
        title="Lesson",
        starts=wall_time.at(day, time(16)),
        ends=wall_time.at(day, time(16, 30)),
        changed_at=CHANGED,
    )


LESSONS = [lesson_on(date(2026, 10, 23)), lesson_on(date(2026, 11, 6))]
FILE = ical.write([(SOURCE, event) for event in (HALF_TERM, *LESSONS)], name="Westshire").decode()


def by_icalendar():
    events = icalendar.Calendar.from_ical(FILE).walk("VEVENT")
    return [(str(e["uid"]), str(e["summary"]), e["dtstart"].dt, e["dtend"].dt) for e in events]


def by_vobject():
    events = vobject.readOne(FILE).vevent_list
    return [(e.uid.value, e.summary.value, e.dtstart.value, e.dtend.value) for e in events]


def by_ics():
    # It knows all-day events as moments, and sorts by UID.
    events = sorted(ics.Calendar(FILE).events, key=lambda event: event.begin)
    return [
        (e.uid, e.name, e.begin.date(), e.end.date())
        if e.all_day
        else (e.uid, e.name, e.begin.datetime, e.end.datetime)
        for e in events
    ]


@pytest.mark.parametrize("parse", [by_icalendar, by_vobject])
def test_parsers_read_days_as_days_and_times_as_instants(parse):
    assert sorted(parse(), key=lambda each: each[0]) == [
        ("tests-7@localhost", "Half term", date(2026, 10, 26), date(2026, 10, 31)),
        *[(f"tests-{e.key}@localhost", "Lesson", e.starts, e.ends) for e in LESSONS],
    ]


def test_a_third_parser_reads_the_same():
    found = {uid: (name, begin, end) for uid, name, begin, end in by_ics()}
    assert found["tests-7@localhost"][:2] == ("Half term", date(2026, 10, 26))
    assert [found[f"tests-{e.key}@localhost"] for e in LESSONS] == [
        ("Lesson", e.starts, e.ends) for e in LESSONS
    ]


@pytest.mark.parametrize(
    "line",
    [
        "DTSTART;VALUE=DATE:20261026",
        "DTSTART;TZID=Europe/London:20261023T160000",
        "DTSTART;TZID=Europe/London:20261106T160000",
        "TZID:Europe/London",
        "SEQUENCE:3",
        "LAST-MODIFIED:20261101T093000Z",
        "DTSTAMP:20261101T093000Z",
        "URL:http://localhost:8000/calendar/2026-27/",
        "LOCATION:Oak\\, Ash & Elm\\; the “big” school",
        "X-WR-CALNAME:Westshire",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
    ],
)
def test_the_file_has_the_line(line):
    assert line in FILE.split("\r\n")


def test_lines_end_and_fold_as_the_standard_says():
    lines, rest = FILE.encode().split(b"\r\n"), FILE.replace("\r\n", "")
    assert (lines[-1], max(map(len, lines)) <= 75, "\n" in rest) == (b"", True, False)


def test_a_title_that_its_source_did_not_declare_is_not_written(caplog):
    event = FeedEvent(
        key="1",
        title="Amira’s lesson",
        starts=date(2026, 1, 1),
        ends=date(2026, 1, 1),
        changed_at=CHANGED,
    )
    written = ical.write([(SOURCE, event)], name="Westshire").decode()
    assert ("SUMMARY:Music hub" in written, "Amira" in written, "Amira" in caplog.text) == (
        True,
        False,
        False,
    )


def test_one_event_comes_as_a_file_with_the_uid_that_it_has_in_the_feed(hub):
    event = FeedEvent(
        key="12-begins",
        title="Autumn term begins",
        starts=date(2026, 9, 2),
        ends=date(2026, 9, 2),
        changed_at=CHANGED,
    )
    answer = ical.event_file(event, source="terms", file_name="term.ics")
    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "text/calendar; charset=utf-8",
        'attachment; filename="term.ics"',
    )
    [found] = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(found["uid"]) == "terms-12-begins@localhost"


def test_a_source_is_registered_once():
    feed_registry.sources()
    with pytest.raises(ValueError, match="registered twice"):
        feed_registry.feed_source("terms", titles=[])(lambda user: [])
