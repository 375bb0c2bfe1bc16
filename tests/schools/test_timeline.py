"""The timeline of a school: every app adds to it, and nobody sees what is not theirs."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from schools import timeline
from schools.timeline import Event, timeline_source
from tests.factories.schools import SchoolFactory


@pytest.fixture
def visits():
    """A source as another app would add it: ten visits, private ones for managers alone."""

    @timeline_source("Visits")
    def source(schools, user, limit):
        start = timezone.now()
        every = [
            Event(
                at=start - datetime.timedelta(days=number),
                text=f"Visit {number}.",
                school=schools[0].pk,
            )
            for number in range(10)
        ]
        return every[:limit] if user.live_roles == {"manager"} else every[:1]

    yield
    timeline._sources.pop()


def test_what_an_app_adds_stands_among_the_rest_newest_first(visits, manager):
    school = SchoolFactory(imported_at=timezone.now() - datetime.timedelta(hours=36))
    shown = timeline.timeline(school, user=manager, limit=4)
    assert [event.text for event in shown] == [
        "Visit 0.",
        "Visit 1.",
        "The register of schools was read.",
        "Visit 2.",
    ]


def test_each_reader_gets_what_the_source_gives_that_reader(visits, officer):
    shown = timeline.timeline(SchoolFactory(), user=officer)
    assert [event.text for event in shown] == ["Visit 0."]


def test_it_can_be_narrowed_to_one_kind(visits, manager):
    school = SchoolFactory(imported_at=timezone.now())
    shown = timeline.timeline(school, user=manager, limit=2, kind="Visits")
    assert [event.text for event in shown] == ["Visit 0.", "Visit 1."]


def history(client, user, school, query=""):
    """(events, page) of everything that has happened at a school."""
    client.force_login(user)
    response = client.get(reverse("schools:history", args=[school.pk]) + query)
    return [event.text for event in response.context["events"]], response.text


def test_the_page_is_narrowed_by_the_address(visits, manager, client):
    school = SchoolFactory(imported_at=timezone.now())
    shown, page = history(client, manager, school, "?kind=The+school+directory")
    assert shown == ["The register of schools was read."]
    assert "What it was about: The school directory" in page


def test_an_unknown_kind_counts_as_none(visits, manager, client):
    shown, _ = history(client, manager, SchoolFactory(), "?kind=Circus")
    assert len(shown) == 10


def test_a_kind_that_has_not_happened_says_so(visits, manager, client):
    shown, page = history(client, manager, SchoolFactory(), "?kind=Notes")
    assert (shown, "Nothing of this kind yet." in page) == ([], True)
