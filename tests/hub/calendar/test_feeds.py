"""Private feeds: what they hold, for whom, and how their addresses are made and end."""

import datetime
import io
import json
import logging
import re

import icalendar
import pytest
from django.db import transaction
from django.urls import reverse

from hub.accounts import closure
from hub.calendar import closures, feed_addresses, feed_registry, feed_views
from hub.calendar.choices import ClosureKind, Season
from hub.calendar.models import FeedAddress
from hub.front.logs import JsonFormatter
from hub.trail.models import Entry
from tests.factories.accounts import make_user
from tests.factories.calendar import ClosureFactory, make_term, make_year
from tests.factories.schools import SchoolFactory, TrustFactory
from tests.races import rival

pytestmark = pytest.mark.usefixtures("in_november")
MAKE = "/calendar/feed/make/"


def feed_of(user):
    """Its address, as a path."""
    _, token = feed_addresses.make(by=user)
    return reverse("calendar:feed_file", args=[token])


def events(client, path):
    """[(title, first day, last day)] in the order of days."""
    file = icalendar.Calendar.from_ical(client.get(path).content)
    one_day = datetime.timedelta(days=1)
    found = [
        (str(e["dtstart"].dt), str(e["dtend"].dt - one_day), str(e["summary"]))
        for e in file.walk("VEVENT")
    ]
    return sorted(found)


# --- what stands in it ------------------------------------------------------------------------
def test_the_feed_of_staff_holds_the_hubs_dates(client, manager, year_2026):
    ClosureFactory(kind=ClosureKind.TRAINING)
    ClosureFactory(kind=ClosureKind.INSET, school=SchoolFactory())
    assert events(client, feed_of(manager)) == [
        ("2026-09-02", "2026-09-02", "Autumn term begins"),
        ("2026-10-26", "2026-10-30", "Autumn half term"),
        ("2026-11-02", "2026-11-02", "Hub training day"),
        ("2026-12-18", "2026-12-18", "Autumn term ends"),
        ("2027-01-04", "2027-01-04", "Spring term begins"),
        ("2027-02-15", "2027-02-19", "Spring half term"),
        ("2027-03-25", "2027-03-25", "Spring term ends"),
        ("2027-04-12", "2027-04-12", "Summer term begins"),
        ("2027-05-31", "2027-06-04", "Summer half term"),
        ("2027-07-21", "2027-07-21", "Summer term ends"),
    ]


def test_the_feed_of_a_lead_holds_the_schools_dates_in_place_of_the_hubs(client, lead, school):
    make_term(Season.AUTUMN)
    make_term(Season.AUTUMN, school=school, starts_on=datetime.date(2026, 9, 4))
    ClosureFactory(kind=ClosureKind.INSET, school=school)
    ClosureFactory(kind=ClosureKind.INSET, school=SchoolFactory())
    assert events(client, feed_of(lead)) == [
        ("2026-09-04", "2026-09-04", "Autumn term begins"),
        ("2026-10-26", "2026-10-30", "Autumn half term"),
        ("2026-11-02", "2026-11-02", "INSET day"),
        ("2026-12-18", "2026-12-18", "Autumn term ends"),
    ]


def test_somebody_at_two_schools_has_both(client, lead, school):
    other = SchoolFactory(name="Ash Primary")
    lead.grants.create(role="head", school=other)
    for each in (school, other):
        ClosureFactory(kind=ClosureKind.INSET, school=each)
    file = icalendar.Calendar.from_ical(client.get(feed_of(lead)).content)
    places = {str(event["location"]) for event in file.walk("VEVENT")}
    assert places == {"Oak Primary", "Ash Primary"}


def test_the_feed_of_a_trust_holds_the_dates_of_its_schools(client, school):
    school.trust = TrustFactory()
    school.save()
    for each in (school, SchoolFactory()):
        ClosureFactory(kind=ClosureKind.INSET, school=each)
    user = make_user("trust", scope={"trust": school.trust})
    file = icalendar.Calendar.from_ical(client.get(feed_of(user)).content)
    assert [str(event["location"]) for event in file.walk("VEVENT")] == ["Oak Primary"]


def test_no_persons_name_stands_in_a_feed(client, school):
    # Names as people type them into words, and as they are called themselves.
    lead = make_user("lead", scope={"school": school}, name="Amira Wolfeschlegel")
    make_term(Season.AUTUMN)
    ClosureFactory(kind=ClosureKind.TRIP, school=school, words="With Amira Wolfeschlegel")
    ClosureFactory(words="Amira’s leaving party")
    body = client.get(feed_of(lead)).content.decode()
    assert re.findall(r"Amira|Wolfeschlegel|leaving", body) == []


def test_every_title_of_every_source_is_written_in_code():
    declared = {each.name: sorted(each.titles) for each in feed_registry.sources()}
    assert declared["closures"] == sorted(ClosureKind.labels)
    # Words of the calendar, at most four, and none of them a figure or an address.
    titles = [title for titles in declared.values() for title in titles]
    words = re.compile(r"[A-Z][A-Za-z]*( [a-z]+){0,3}")
    assert [each for each in titles if not words.fullmatch(each)] == []


# --- the door ---------------------------------------------------------------------------------
@pytest.fixture
def path(manager, year_2026):
    return feed_of(manager)


def test_the_feed_asks_for_no_sign_in_and_notes_the_visit(client, path):
    answer = client.get(path)
    address = FeedAddress.objects.get()
    assert (answer.status_code, answer["Content-Type"], address.fetched_at is not None) == (
        200,
        "text/calendar; charset=utf-8",
        True,
    )


def test_what_has_not_changed_is_not_sent_again(client, path):
    etag = client.get(path)["ETag"]
    again = client.get(path, headers={"if-none-match": etag})
    ClosureFactory()
    changed = client.get(path, headers={"if-none-match": etag})
    assert (again.status_code, again.content, changed.status_code) == (304, b"", 200)


def test_a_change_counts_up_in_the_feed(client, path, manager):
    row = ClosureFactory()
    closures.change(
        closure=row,
        kind=row.kind,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        words="Boiler",
        by=manager,
    )
    file = icalendar.Calendar.from_ical(client.get(path).content)
    [event] = [each for each in file.walk("VEVENT") if each["summary"] == "Hub closed"]
    assert event["sequence"] == 1


def test_an_unknown_address_is_not_found(client, db):
    assert client.get("/calendar/feed/made-up.ics").status_code == 404


def test_a_feed_ends_with_the_account(client, path, manager, administrator):
    closure.deactivate(user=manager, by=administrator, reason="Left")
    assert client.get(path).status_code == 404
    # Also when the account is opened again.
    closure.reactivate(user=manager, by=administrator, reason="Back")
    assert client.get(path).status_code == 404


def test_an_account_that_is_not_active_has_no_feed_however_it_came_about(client, path, manager):
    type(manager).objects.filter(pk=manager.pk).update(is_active=False)
    assert client.get(path).status_code == 404


def test_after_a_role_the_feed_shows_what_is_left(client, lead, school):
    make_term(Season.AUTUMN)
    ClosureFactory(kind=ClosureKind.INSET, school=school)
    path = feed_of(lead)
    lead.grants.update(ended_at="2026-11-01T12:00:00Z")
    titles = {title for *_, title in events(client, path)}
    assert titles == {"Autumn term begins", "Autumn half term", "Autumn term ends"}


def test_guessing_is_held_up_and_a_right_address_is_not(client, path, monkeypatch):
    monkeypatch.setattr(feed_views, "WRONG", 2)
    guesses = [client.get(f"/calendar/feed/guess{n}.ics") for n in range(4)]
    assert [each.status_code for each in guesses] == [404, 404, 429, 429]
    assert (guesses[-1].has_header("Retry-After"), client.get(path).status_code) == (True, 200)


def test_one_address_is_not_fetched_without_end(client, path, monkeypatch):
    monkeypatch.setattr(feed_views, "RIGHT", 2)
    assert [client.get(path).status_code for _ in range(3)] == [200, 200, 429]


@pytest.mark.parametrize("schools", [1, 5])
def test_a_feed_asks_the_database_a_fixed_number_of_times(
    schools, client, db, django_assert_max_num_queries
):
    make_year()
    lead = make_user("lead")
    for school in SchoolFactory.create_batch(schools):
        lead.grants.create(role="head", school=school)
        ClosureFactory(kind=ClosureKind.INSET, school=school)
    path = feed_of(lead)
    client.get(path)
    with django_assert_max_num_queries(11):
        client.get(path)


def test_the_address_stands_in_no_log_and_not_in_the_database(client, path):
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    logging.getLogger().addHandler(handler)
    try:
        client.get(path)
        client.post(path)
        FeedAddress.objects.update(stopped_at=datetime.datetime.now(datetime.UTC))
        client.get(path)
    finally:
        logging.getLogger().removeHandler(handler)
    token = path.rsplit("/", 1)[1].removesuffix(".ics")
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [line["status"] for line in lines if line["event"] == "request"] == [200, 405, 404]
    kept = [*FeedAddress.objects.values_list("digest", flat=True), *Entry.objects.values_list()]
    assert token not in stream.getvalue() + str(kept)


# --- making, renewing, stopping ---------------------------------------------------------------
def agreed(client):
    """The form of a new address as its page sends it."""
    replaces = client.get(MAKE).context["form"].initial["replaces"]
    return {"understood": "on", "replaces": replaces or ""}


def shown(answer):
    return re.search(r"/calendar/feed/[\w-]+\.ics", answer.content.decode())[0]


def test_a_lead_makes_an_address_and_sees_it_once(as_lead, lead):
    path = shown(as_lead.post(MAKE, agreed(as_lead)))
    before = as_lead.get("/calendar/feed/").content.decode()
    fetched = as_lead.get(path).status_code
    after = as_lead.get("/calendar/feed/").content.decode()
    assert (fetched, [path in page for page in (before, after)]) == (200, [False, False])
    assert ["Never" in page for page in (before, after)] == [True, False]
    assert [entry.action for entry in Entry.objects.all()] == ["made"]


def test_without_the_promise_no_address_is_made(as_lead):
    answer = as_lead.post(MAKE)
    assert (answer.status_code, FeedAddress.objects.count()) == (422, 0)


def test_a_new_address_ends_the_old_one(as_lead):
    old, new = (shown(as_lead.post(MAKE, agreed(as_lead))) for _ in range(2))
    assert [as_lead.get(path).status_code for path in (old, new)] == [404, 200]


def test_the_same_form_sent_twice_makes_one_address(as_lead):
    data = agreed(as_lead)
    path = shown(as_lead.post(MAKE, data))
    again = as_lead.post(MAKE, data)
    assert (again.status_code, as_lead.get(path).status_code) == (422, 200)
    assert "You made an address a moment ago, and it works." in again.content.decode()


def test_a_stopped_feed_is_not_found(as_lead):
    path = shown(as_lead.post(MAKE, agreed(as_lead)))
    asked = as_lead.get("/calendar/feed/stop/").content.decode()
    assert "Stop your private calendar?" in asked
    as_lead.post("/calendar/feed/stop/")
    assert as_lead.get(path).status_code == 404


def test_each_has_an_address_of_their_own(lead, manager):
    feed_of(lead)
    feed_of(manager)
    visible = FeedAddress.objects.visible_to(manager)
    assert [address.user_id for address in visible] == [manager.pk]


@pytest.mark.django_db(transaction=True)
def test_of_two_forms_sent_at_once_one_makes_the_address(lead):
    with rival(lambda: feed_addresses.make(by=lead)) as other:
        with transaction.atomic():
            feed_addresses.make(by=lead)
            other.start_and_wait_for_the_lock()
        other.join()
    assert isinstance(other.raised, feed_addresses.FeedRefused)
    assert FeedAddress.objects.live().count() == 1
