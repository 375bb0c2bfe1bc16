"""What speaks for seeing a school soon: the registry of signals, and who keeps them.

An app states its signals in its ``priorities.py``, with one function for all that follow from the
same rows::

    @signals(Signal("no-plan", place=1, label="No development plan", weight=15, words=_plan))
    def from_plans(schools, today):
        return {school's pk: {"no-plan": Found(100, {"year": "2026/27"})}}

The function is set-based: a few statements for any number of schools. What it finds is kept in
SchoolSignals by ``refresh``, and nowhere else: a verb that changes what a signal follows from calls
it for its school, and a sweep reckons all of them anew, because days pass too. How much a signal
weighs is a rule of the hub, applied when a list is asked for (visits/due).
"""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from schools.models import School, SchoolSignals
from schools.models.signals import PLACES, column_of

_BATCH = 1000


@dataclass(frozen=True)
class Signal:
    """One signal. ``place``: where its strength is stored, never used again for another.

    ``weight``: the points of its full strength, unless the hub says otherwise. ``words``:
    (told) -> the reason as an officer reads it. ``about``: what the signal goes by, in a sentence.
    """

    key: str
    place: int
    label: str
    weight: int
    words: Callable[[dict], str]
    about: str = ""

    @property
    def column(self):
        """The column of SchoolSignals that holds its strength."""
        return column_of(self.place)


@dataclass(frozen=True)
class Found:
    """That a school has a signal: how strongly (1 to 100), and what its words need."""

    strength: int
    told: dict = field(default_factory=dict)


_signals: dict[str, Signal] = {}
_sources: list[tuple[Callable, tuple[str, ...]]] = []


def signals(*stated):
    """Register signals, and the function below that finds them: (schools, today) -> {pk: …}."""

    def register(function):
        for each in stated:
            if each.key in _signals or each.place in {other.place for other in registered()}:
                raise ValueError(f"The signal {each.key}, or its place, is stated twice.")
            _signals[each.key] = each
        _sources.append((function, tuple(each.key for each in stated)))
        return function

    return register


@cache
def load():
    """Import every app's ``priorities.py``, once."""
    autodiscover_modules("priorities")


def registered() -> list[Signal]:
    """Every signal that is stated, by place."""
    return sorted(_signals.values(), key=lambda each: each.place)


def stated() -> list[Signal]:
    """Every signal of every app, by place."""
    load()
    return registered()


def refresh_all() -> int:
    """Reckon the signals of every open school anew, in pieces; returns how many had changed."""
    every = iter(list(School.objects.open().order_by("pk").values_list("pk", flat=True)))
    changed = 0
    while batch := list(itertools.islice(every, _BATCH)):
        changed += refresh(batch)
    gone = SchoolSignals.objects.exclude(school__in=School.objects.open().order_by())
    return changed + gone.delete()[0]


@transaction.atomic
def refresh(schools, *, only=None) -> int:
    """Reckon the signals of these schools (primary keys) anew; returns how many had changed.

    ``only``: a key, for a verb that changes nothing but what this one and those found with it
    follow from; others stay as they are.
    """
    load()
    sources = [(function, keys) for function, keys in _sources if only is None or only in keys]
    # Two who change one school at once: the later reckons with what the first wrote.
    locked = School.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=schools)
    open_ones = [
        school.pk for school in locked.only("pk", "status").order_by("pk") if school.is_open
    ]
    stored = SchoolSignals.objects.in_bulk(open_ones)
    today, rows = timezone.localdate(), School.objects.filter(pk__in=open_ones).order_by()
    found: dict[int, dict[str, Found]] = {}
    for function, _ in sources:
        for pk, of_school in function(rows, today).items():
            found.setdefault(pk, {}).update(of_school)
    reckoned = {key for _, keys in sources for key in keys}
    changed = []
    for pk in open_ones:
        row, fresh = stored.get(pk), _row(pk, stored.get(pk), found.get(pk, {}), reckoned)
        if (row and (row.strengths, row.told)) != (fresh and (fresh.strengths, fresh.told)):
            changed.append((pk, fresh))
    _write(changed)
    return len(changed)


def _row(pk, row, found, reckoned):
    """The row as it should be, None when nothing speaks for the school."""
    strengths = list(row.strengths) if row else [0] * PLACES
    told = {key: value for key, value in (row.told if row else {}).items() if key not in reckoned}
    for key in reckoned:
        each = found.get(key)
        strengths[_signals[key].place] = each.strength if each else 0
        if each:
            told[key] = each.told
    columns = {column_of(place): strength for place, strength in enumerate(strengths)}
    return SchoolSignals(school_id=pk, told=told, **columns) if any(strengths) else None


def _write(changed):
    gone = [pk for pk, row in changed if row is None]
    if gone:
        SchoolSignals.objects.filter(pk__in=gone).delete()
    SchoolSignals.objects.bulk_create(
        [row for _, row in changed if row is not None],
        update_conflicts=True,
        unique_fields=["school"],
        update_fields=["told", *map(column_of, range(PLACES))],
    )
