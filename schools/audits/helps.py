"""What helps with an area of the audit: resources, and what other apps offer (training, visits).

An app adds its own in a module ``audit_helps.py``::

    from schools.audits.helps import Help, audit_help

    @audit_help("Training", order=20)
    def training(areas, school, user, limit):
        return [Help(event.title, event.get_absolute_url(), event.when_in_words) for event in …]

``areas``: keys of areas, the most wanted first.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from django.utils.module_loading import autodiscover_modules

from hub.content.fitting import fitting_resources

_RESOURCES, _TRAINING = "Resources", "Training"


@dataclass(frozen=True)
class Help:
    """One thing that helps: what it is called, where it is, and a few words on it."""

    text: str
    url: str
    hint: str = ""


@dataclass(frozen=True)
class Helps:
    """What there is of one kind; ``empty`` says why there is nothing."""

    kind: str
    found: Sequence[Help]
    empty: str = ""


_sources: list[tuple[int, str, Callable]] = []
_EMPTY = {
    _RESOURCES: "Nothing that fits is published yet.",
    _TRAINING: "Training that fits will stand here when the hub has published its programme.",
}


def audit_help(kind, *, order):
    """Register the function below, ``(areas, school, user, limit) -> list[Help]``."""

    def register(function):
        _sources.append((order, kind, function))
        _sources.sort(key=lambda each: each[0])
        return function

    return register


@cache
def _load():
    autodiscover_modules("audit_helps")


def helps_for(areas, *, school, user, limit=3) -> list[Helps]:
    """What helps with these areas, kind by kind; of training it is said when there is none."""
    _load()
    found = {kind: list(function(areas, school, user, limit)) for _, kind, function in _sources}
    found.setdefault(_TRAINING, [])
    return [Helps(kind, rows, _EMPTY.get(kind, "")) for kind, rows in found.items()]


@audit_help(_RESOURCES, order=10)
def resources(areas, school, user, limit):
    """Resources on these areas, for the school's phase."""
    rows = fitting_resources(topics=areas, phase=school.phase, user=user, limit=limit)
    return [Help(row.title, row.get_absolute_url(), row.get_kind_display()) for row in rows]
