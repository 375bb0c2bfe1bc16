"""What has happened between a school and the hub, on its record. Every app adds its own.

In an app's ``timeline.py``::

    from schools.timeline import Event, timeline_source

    @timeline_source("Visits")
    def visits(schools, user, limit, between=ALWAYS):
        visits = Visit.objects.visible_to(user).filter(school__in=schools, done_at__range=between)
        newest = visits.order_by("-done_at")[:limit]
        return [Event(at=each.done_at, text=…, school=each.school_id) for each in newest]

``schools`` is the school and those whose history is its own (schools.lineage), so that what was
written on an old number shows on the new one; a report asks for many schools at once. A source
returns its newest ``limit`` events at most, of the time ``between`` two moments, and only what
``user`` may see; nobody (None) stands for the portal's own command. The words name the kind of
event: the page of everything that has happened can be narrowed to it.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache

from django.utils.module_loading import autodiscover_modules

from hub.accounts.models import User
from hub.permissions import may
from hub.trail.models import Entry
from schools.lineage import families_of, members_of
from schools.models import School, SchoolNote

#: Any time at all, as a pair of moments.
ALWAYS = (datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC))
_SHOWN = 20
_LOOKED_AT = 100  # events a school and source, when many schools are asked for
_DIRECTORY = "The school directory"
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
    ``is_private``: it stands on the record alone, not in what may be handed on.
    """

    at: datetime
    text: str
    school: int
    who: str = ""
    url: str = ""
    detail: str = ""
    where: str = ""
    is_private: bool = False


@dataclass(frozen=True)
class Source:
    """One of the functions that say what happened, and the kind of event that it speaks of."""

    kind: str
    function: Callable


_sources: list[Source] = []


def timeline_source(kind):
    """Register the function below, ``(schools, user, limit, between) -> list[Event]``."""

    def register(function):
        _sources.append(Source(kind, function))
        return function

    return register


def kinds() -> list[str]:
    """The kinds of event that there are, in order of the alphabet."""
    _load()
    return sorted({source.kind for source in _sources})


@cache
def _load():
    # These register themselves, and import this module.
    from schools import people_timeline  # noqa: F401
    from schools.audits import timeline  # noqa: F401
    from schools.plans import events  # noqa: F401

    autodiscover_modules("timeline")


def timeline(school, *, user, limit=_SHOWN, kind="") -> list[Event]:
    """The newest events of every source that the user may see, newest first; or of one kind.

    What happened at a school whose history this one carries on is marked with that school.
    """
    _load()
    schools = {each.pk: each for each in members_of(school)}
    events = [
        event
        for source in _sources
        if kind in ("", source.kind)
        for event in source.function([*schools.values()], user, limit)
    ]
    newest = sorted(events, key=lambda event: event.at, reverse=True)[:limit]
    return [
        event if event.school == school.pk else replace(event, where=_called(schools[event.school]))
        for event in newest
    ]


def happened(schools, *, user, between, limit) -> dict[int, list[Event]]:
    """The newest events of each of many schools between two moments, by its primary key.

    A fixed number of statements, however many schools. What stands on the record alone is left out.
    """
    _load()
    families = families_of(schools)
    every = {each.pk: each for members in families.values() for each in members}
    most = _LOOKED_AT * len(every)
    by_school = defaultdict(list)
    for source in _sources if every else ():
        for event in source.function([*every.values()], user, most, between):
            if not event.is_private:
                by_school[event.school].append(event)
    return {
        school.pk: sorted(
            (
                event if each.pk == school.pk else replace(event, where=_called(each))
                for each in families[school.pk]
                for event in by_school[each.pk]
            ),
            key=lambda event: event.at,
            reverse=True,
        )[:limit]
        for school in schools
    }


def _called(school):
    return f"{school.name} (URN {school.urn})"


@timeline_source(_DIRECTORY)
def register_read(schools, user, limit, between=ALWAYS):
    """When the register last spoke of each school."""
    return [
        Event(at=each.imported_at, text="The register of schools was read.", school=each.pk)
        for each in schools
        if each.imported_at and between[0] <= each.imported_at <= between[1]
    ]


@timeline_source("Notes")
def notes(schools, user, limit, between=ALWAYS):
    """What hub staff wrote; the way to it for those who may change it."""
    rows = SchoolNote.objects.visible_to(user).filter(school__in=schools, at__range=between)
    rows = rows.with_right("schools.change_note", user, as_="may_change").order_by("-at", "-pk")
    return [
        Event(
            at=note.at,
            text="Note changed since" if note.changed_at else "Note",
            school=note.school_id,
            who=str(note.by or "Somebody whose account is gone"),
            url=note.get_absolute_url() if note.may_change else "",
            detail=note.text,
            is_private=True,
        )
        for note in rows.select_related("by")[:limit]
    ]


@timeline_source(_DIRECTORY)
def changes(schools, user, limit, between=ALWAYS):
    """Changes of the directory, from the trail. Who made them, for those who may read the trail."""
    entries = Entry.objects.filter(
        object_type=School._meta.label_lower,
        object_id__in=[str(each.pk) for each in schools],
        action__in=_SENTENCES,
        at__range=between,
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


def _told(entry):
    number = len(entry.fields)
    return f"{number} answer{'' if number == 1 else 's'} about music in school noted."


_SENTENCES = {
    "closed": lambda entry: "The school closed.",
    "reopened": lambda entry: "The school opened again.",
    "kept": lambda entry: "Missing from the register; the hub looked, and it stays open.",
    "added": lambda entry: "The hub added this setting.",
    "adopted": lambda entry: "The register has this setting now; imports keep it up to date.",
    "changed": _changed,
    "told facts": _told,
    "reminded": lambda entry: "The hub reminded the school.",
}
