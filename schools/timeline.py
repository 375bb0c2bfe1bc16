"""What has happened between a school and the hub, on its record. Every app adds its own.

In an app's ``timeline.py``::

    from schools.timeline import Event, timeline_source

    @timeline_source
    def visits(schools, user, limit):
        visits = Visit.objects.visible_to(user).filter(school__in=schools).order_by("-done_at")
        return [Event(at=each.done_at, text=…, school=each.school_id) for each in visits[:limit]]

``schools`` is the school and those whose history is its own (schools.lineage), so that what was
written on an old number shows on the new one. A source returns its newest ``limit`` events at most,
and only what ``user`` may see.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

from django.utils.module_loading import autodiscover_modules

from hub.accounts.models import User
from hub.permissions import may
from hub.trail.models import Entry
from schools.lineage import family
from schools.models import School, SchoolNote

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
    """One thing that happened, as a sentence, for components/timeline.html.

    ``school``: primary key of the school at which it did; ``where`` is filled in by ``timeline``.
    """

    at: datetime
    text: str
    school: int
    who: str = ""
    url: str = ""
    detail: str = ""
    where: str = ""


_sources: list[Callable] = []


def timeline_source(function):
    """Register the function below, ``(schools, user, limit) -> list[Event]``."""
    _sources.append(function)
    return function


@cache
def _load():
    autodiscover_modules("timeline")


def timeline(school, *, user, limit=_SHOWN) -> list[Event]:
    """The newest events of every source that the user may see, newest first.

    What happened at a school whose history this one carries on is marked with that school.
    """
    _load()
    schools = {each.pk: each for each in family(school)}
    events = [event for source in _sources for event in source([*schools.values()], user, limit)]
    newest = sorted(events, key=lambda event: event.at, reverse=True)[:limit]
    return [
        event if event.school == school.pk else replace(event, where=_called(schools[event.school]))
        for event in newest
    ]


def _called(school):
    return f"{school.name} (URN {school.urn})"


@timeline_source
def register_read(schools, user, limit):
    """When the register last spoke of each school."""
    return [
        Event(at=each.imported_at, text="The register of schools was read.", school=each.pk)
        for each in schools
        if each.imported_at
    ]


@timeline_source
def notes(schools, user, limit):
    """What hub staff wrote; the way to it for those who may change it."""
    rows = SchoolNote.objects.visible_to(user).filter(school__in=schools).select_related("by")
    rows = rows.with_right("schools.change_note", user, as_="may_change").order_by("-at", "-pk")
    return [
        Event(
            at=note.at,
            text="Note changed since" if note.changed_at else "Note",
            school=note.school_id,
            who=str(note.by or "Somebody whose account is gone"),
            url=note.get_absolute_url() if note.may_change else "",
            detail=note.text,
        )
        for note in rows[:limit]
    ]


@timeline_source
def changes(schools, user, limit):
    """Changes of the directory, from the trail. Who made them, for those who may read the trail."""
    entries = Entry.objects.filter(
        object_type=School._meta.label_lower,
        object_id__in=[str(each.pk) for each in schools],
        action__in=_SENTENCES,
    )
    entries = list(entries[:limit])
    people = {}
    if entries and may(user, "trail.see_entry"):
        people = User.objects.in_bulk({entry.actor_id for entry in entries if entry.actor_id})
    return [
        Event(
            at=entry.at,
            text=_SENTENCES[entry.action](entry),
            school=int(entry.object_id),
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
    "added": lambda entry: "The hub added this setting.",
    "adopted": lambda entry: "The register has this setting now; imports keep it up to date.",
    "changed": _changed,
}
