"""The timeline of a school: every app adds to it, and nobody sees what is not theirs."""

import datetime

import pytest
from django.utils import timezone

from schools import timeline
from schools.timeline import Event, timeline_source
from tests.factories.schools import SchoolFactory


@pytest.fixture
def visits():
    """A source as another app would add it: ten visits, private ones for managers alone."""

    @timeline_source
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
    timeline._sources.remove(source)


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
