"""What goes along when a school closes and one other goes on with its history.

Apps say what they carry in their ``carried.py``::

    from schools.carrying import carries

    @carries
    def ensembles(moves, *, by):
        for ensemble in Ensemble.objects.filter(school__in=[move.old for move in moves]): ...
        return "2 ensembles" if … else ""

It returns in a few words what it carried. A step runs inside the transaction that closes the school
or decides on the link, and again with every import: it looks for what is still there, so that a
second run finds nothing to do.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.db import transaction
from django.utils.module_loading import autodiscover_modules

from schools.choices import SchoolStatus
from schools.lineage import successors_of
from schools.models import School, SchoolLink


@dataclass(frozen=True)
class Move:
    """From a closed school to the open one that goes on with its history."""

    old: School
    new: School

    @property
    def reason(self):
        """Why something was carried, for the trail."""
        return f"{self.old.name} closed and {self.new.name} follows it."[:500]


_steps: list[Callable] = []


def carries(function):
    """Register the function below, ``(moves, *, by) -> str``, to carry what belongs to its app."""
    _steps.append(function)
    return function


@cache
def _load():
    autodiscover_modules("carried")


@transaction.atomic
def carry(*, by, schools=None) -> list[str]:
    """Carry everything from closed schools to those that follow them; returns what, in words.

    ``schools``: only from these; all closed schools when not given.
    """
    _load()
    closed = School.objects.filter(
        status=SchoolStatus.CLOSED,
        urn__in=SchoolLink.objects.followed().values("predecessor_urn"),
    )
    if schools is not None:
        closed = closed.filter(pk__in=[school.pk for school in schools])
    left = list(closed.select_related("region").order_by("pk"))
    successors = successors_of(left)
    moves = [
        Move(old, successors[old.pk])
        for old in left
        if old.pk in successors and successors[old.pk].is_open
    ]
    if not moves:
        return []
    return [words for step in _steps if (words := step(moves, by=by))]
