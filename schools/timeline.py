"""What has happened between a school and the hub, on its record. Every app adds its own.

In an app's ``timeline.py``::

    from schools.timeline import Event, rows_that_happened, timeline_source

    def _visited(at, school, told):
        return Event(at, f"Visit by {told['officer']}.", school)

    @timeline_source("Visits", _visited)
    def visits(schools, user):
        done = Visit.objects.visible_to(user).filter(school__in=schools)
        return rows_that_happened(done, at="done_at", officer="officer__name")

``schools`` is the school and those whose history is its own (schools.lineage), so that what was
written on an old number shows on the new one; a report asks for many schools at once. A source
returns rows and not events, and only what ``user`` may see (nobody, None, stands for the portal's
own command): the newest of all sources are then one statement, however many apps there are. The
words name the kind of event: the page of everything that has happened can be narrowed to it.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache

from django.db.models import F, Func, JSONField, QuerySet, Value
from django.utils.module_loading import autodiscover_modules

from schools.lineage import families_of, members_of

#: Any time at all, as a pair of moments.
ALWAYS = (datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC))
_SHOWN = 20
_LOOKED_AT = 100  # events a school and source, when many schools are asked for


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
    """Rows that say what happened, how one of them reads, and the kind of event that it is."""

    kind: str
    event: Callable
    rows: Callable


_sources: list[Source] = []


def timeline_source(kind, event):
    """Register the function below, ``(schools, user) -> rows_that_happened(…)``.

    ``event(at, school, told)`` makes the Event of one row: its moment, the primary key of its
    school, and a dict of what the row was asked to tell.
    """

    def register(function):
        _sources.append(Source(kind, event, function))
        return function

    return register


@dataclass(frozen=True)
class Rows:
    """Rows that say what happened, and the names of what each of them tells, in order."""

    rows: QuerySet
    names: tuple[str, ...]


def rows_that_happened(rows, *, at, school="school_id", **told) -> Rows:
    """The rows as the timeline reads them.

    ``at`` and ``school``: name or expression of the moment and of the school's primary key.
    ``told``: what the event needs to know beside these, each a name or an expression. It comes as
    JSON holds it: a date as "2026-09-01".
    """
    # An array: an object with the names in it takes Django three times as long to write.
    values = Func(*told.values(), function="JSONB_BUILD_ARRAY", output_field=JSONField())
    named = {"event_at": at, "event_school": school, "event_told": values}
    return Rows(
        rows.annotate(
            **{name: F(each) if isinstance(each, str) else each for name, each in named.items()}
        ),
        tuple(told),
    )


def kinds() -> list[str]:
    """The kinds of event that there are, in order of the alphabet."""
    _load()
    return sorted({source.kind for source in _sources})


@cache
def _load():
    # They register themselves, and import this module.
    from schools import directory_timeline, people_timeline  # noqa: F401
    from schools.audits import timeline  # noqa: F401
    from schools.plans import events  # noqa: F401

    autodiscover_modules("timeline")


def timeline(school, *, user, limit=_SHOWN, kind="") -> list[Event]:
    """The newest events of every source that the user may see, newest first; or of one kind.

    What happened at a school whose history this one carries on is marked with that school. One
    statement, and one more for the schools whose history it carries on.
    """
    schools = {each.pk: each for each in members_of(school)}
    return [
        event if event.school == school.pk else replace(event, where=_called(schools[event.school]))
        for event in _newest([*schools.values()], user, limit, ALWAYS, kind)[:limit]
    ]


def happened(schools, *, user, between, limit) -> dict[int, list[Event]]:
    """The newest events of each of many schools between two moments, by its primary key.

    A fixed number of statements, however many schools. What stands on the record alone is left out.
    """
    families = families_of(schools)
    every = {each.pk: each for members in families.values() for each in members}
    by_school = defaultdict(list)
    for event in _newest([*every.values()], user, _LOOKED_AT * len(every), between):
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


def _newest(schools, user, limit, between, kind=""):
    """The newest events between two moments, of each source ``limit`` at most, newest first."""
    _load()
    if not schools:
        return []
    found, names = [], {}
    for number, source in enumerate(_sources):
        if kind in ("", source.kind):
            happened_here = source.rows(schools, user)
            names[number] = happened_here.names
            rows = happened_here.rows.filter(event_at__range=between)
            rows = rows.annotate(event_source=Value(number)).order_by("-event_at", "-pk")
            rows = rows.values_list("event_source", "event_at", "event_school", "event_told")
            found.append(rows[:limit])
    first, *others = found
    rows = first.union(*others, all=True) if others else first
    # In Python: among thousands a profile wants the newest of each school, not of all.
    newest = sorted(rows, key=lambda row: row[1], reverse=True)
    return [
        _sources[number].event(at, pk, dict(zip(names[number], told, strict=True)))
        for number, at, pk, told in newest
    ]


def _called(school):
    return f"{school.name} (URN {school.urn})"
