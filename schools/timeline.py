"""What has happened between a school and the hub, on its record. Every app adds its own.

In an app's ``timeline.py``::

    from schools.timeline import Event, timeline_source

    @timeline_source
    def visits(school, user, limit):
        rows = school.visits.visible_to(user).order_by("-done_at")[:limit]
        return [Event(at=visit.done_at, text=…, url=visit.get_absolute_url()) for visit in rows]

A source returns its newest ``limit`` events at most, and only what ``user`` may see.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.utils.module_loading import autodiscover_modules

from hub.accounts.models import User
from hub.permissions import may
from hub.trail.models import Entry

_SHOWN = 20
_FIELDS = {
    "phase": "phase",
    "region": "region",
    "trust": "trust",
    "easting": "position",
    "northing": "position",
}


@dataclass(frozen=True)
class Event:
    """One thing that happened, as a sentence, for components/timeline.html."""

    at: datetime
    text: str
    who: str = ""
    url: str = ""
    detail: str = ""


_sources: list[Callable] = []


def timeline_source(function):
    """Register the function below, ``(school, user, limit) -> list[Event]``."""
    _sources.append(function)
    return function


@cache
def _load():
    autodiscover_modules("timeline")


def timeline(school, *, user, limit=_SHOWN) -> list[Event]:
    """The newest events of every source that the user may see, newest first."""
    _load()
    events = [event for source in _sources for event in source(school, user, limit)]
    return sorted(events, key=lambda event: event.at, reverse=True)[:limit]


@timeline_source
def register_read(school, user, limit):
    """When the register last spoke of the school."""
    if school.imported_at is None:
        return []
    return [Event(at=school.imported_at, text="The register of schools was read.")]


@timeline_source
def changes(school, user, limit):
    """Changes of the directory, from the trail. Who made them, for those who may read the trail."""
    entries = list(Entry.objects.about(school).filter(action__in=_SENTENCES)[:limit])
    people = {}
    if entries and may(user, "trail.see_entry"):
        people = User.objects.in_bulk({entry.actor_id for entry in entries if entry.actor_id})
    return [
        Event(
            at=entry.at,
            text=_SENTENCES[entry.action](entry),
            who=str(people.get(entry.actor_id, "")),
            detail=entry.reason,
        )
        for entry in entries
    ]


def _changed(entry):
    names = sorted({_FIELDS.get(name, name) for name in entry.fields})
    return f"The hub set {' and '.join(names)}."


_SENTENCES = {
    "closed": lambda entry: "The school closed.",
    "reopened": lambda entry: "The school opened again.",
    "kept": lambda entry: "Missing from the register; the hub looked, and it stays open.",
    "changed": _changed,
}
