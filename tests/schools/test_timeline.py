"""The timeline of a school: every app adds to it, and nobody sees what is not theirs."""

import datetime

import pytest
from django.db.models import BigIntegerField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone

from hub.trail.models import Entry
from schools import timeline
from schools.models import School
from schools.timeline import Event, rows_that_happened, timeline_source
from tests.factories.schools import SchoolFactory


def visited(at, school, told):
    return Event(at, told["reason"], school)


@pytest.fixture
def visits(db):
    """A source as another app would add it; ``visits(school)``: ten of them, one not private."""
    timeline.kinds()  # the others first, so that this one is the last

    @timeline_source("Visits", visited)
    def source(schools, user):
        every = Entry.objects.filter(
            action="visited", object_id__in=[str(school.pk) for school in schools]
        )
        if user.live_roles != {"manager"}:
            every = every.filter(kind="read")
        school = Cast("object_id", BigIntegerField())
        return rows_that_happened(every, at="at", school=school, reason="reason")

    def make(school):
        for number in range(10):
            Entry.objects.create(
                at=timezone.now() - datetime.timedelta(days=number),
                kind="change" if number else "read",
                action="visited",
                object_id=str(school.pk),
                reason=f"Visit {number}.",
            )
        return school

    yield make
    timeline._sources.pop()


def test_what_an_app_adds_stands_among_the_rest_newest_first(visits, manager):
    school = visits(SchoolFactory(imported_at=timezone.now() - datetime.timedelta(hours=36)))
    shown = timeline.timeline(school, user=manager, limit=4)
    assert [event.text for event in shown] == [
        "Visit 0.",
        "Visit 1.",
        "The register of schools was read.",
        "Visit 2.",
    ]


def test_each_reader_gets_what_the_source_gives_that_reader(visits, officer):
    shown = timeline.timeline(visits(SchoolFactory()), user=officer)
    assert [event.text for event in shown] == ["Visit 0."]


def test_it_can_be_narrowed_to_one_kind(visits, manager):
    school = visits(SchoolFactory(imported_at=timezone.now()))
    shown = timeline.timeline(school, user=manager, limit=2, kind="Visits")
    assert [event.text for event in shown] == ["Visit 0.", "Visit 1."]


def history(client, user, school, query=""):
    """(events, page) of everything that has happened at a school."""
    client.force_login(user)
    response = client.get(reverse("schools:history", args=[school.pk]) + query)
    return [event.text for event in response.context["events"]], response.text


def test_the_page_is_narrowed_by_the_address(visits, manager, client):
    school = visits(SchoolFactory(imported_at=timezone.now()))
    shown, page = history(client, manager, school, "?kind=The+school+directory")
    assert shown == ["The register of schools was read."]
    assert "What it was about: The school directory" in page


def test_an_unknown_kind_counts_as_none(visits, manager, client):
    shown, _ = history(client, manager, visits(SchoolFactory()), "?kind=Circus")
    assert len(shown) == 10


def test_a_kind_that_has_not_happened_says_so(visits, manager, client):
    shown, page = history(client, manager, visits(SchoolFactory()), "?kind=Notes")
    assert (shown, "Nothing of this kind yet." in page) == ([], True)


@pytest.mark.query_bound
def test_a_further_app_costs_no_further_statement(visits, manager, django_assert_num_queries):
    school = visits(School.objects.with_links().get(pk=SchoolFactory().pk))
    manager.live_roles  # noqa: B018  (read once for each request)
    with django_assert_num_queries(1):
        timeline.timeline(school, user=manager)
