"""Blocks of a school's record, under its facts and beside them. Every app adds its own.

In an app's ``blocks.py``::

    from schools.blocks import block

    @block(template="visits/of_school.html", order=40, right="visits.see_visit")
    def visits(school, user):
        return {"due": …}

The template finds what the function returns as ``block``, and the school as ``school``. None means
that there is nothing to show, not even a heading. Low orders stand first: what is due (40) before
the timeline (90).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.utils.module_loading import autodiscover_modules

from hub.permissions import may
from schools.maps import place_of
from schools.neighbours import neighbours_of
from schools.timeline import timeline


@dataclass(frozen=True)
class Block:
    """What an app adds: its template, where it stands, who sees it, what it shows."""

    template: str
    order: int
    right: str
    is_beside: bool
    function: Callable
    joined: Callable | None = None


@dataclass(frozen=True)
class Shown:
    """One block of one school, ready to be drawn."""

    template: str
    is_beside: bool
    content: dict


_blocks: list[Block] = []


def block(*, template, order, right="schools.see_school", is_beside=False, joined=None):
    """Register the function below, ``(school, user) -> dict | None``.

    ``right``: asked of the school when it is a right over schools, else of the user alone; without
    it the function is not called. ``is_beside``: in the narrow column. ``joined``: (schools) ->
    the schools with what the block looks at, so that the school's own statement tells it.
    """

    def register(function):
        if any(each.template == template for each in _blocks):
            raise ValueError(f"The block {template} is registered twice.")
        _blocks.append(Block(template, order, right, is_beside, function, joined))
        _blocks.sort(key=lambda each: (each.order, each.template))
        return function

    return register


def with_joined(schools):
    """The schools with what their blocks look at, told in the same statement."""
    _load()
    for each in _blocks:
        if each.joined:
            schools = each.joined(schools)
    return schools


def blocks_of(school, *, user) -> list[Shown]:
    """The blocks of a school that this user may see, in order."""
    _load()
    shown = []
    for each in _blocks:
        about = [school] if each.right.startswith("schools.") else []
        if not may(user, each.right, *about):
            continue
        content = each.function(school, user)
        if content is not None:
            shown.append(Shown(each.template, each.is_beside, content))
    return shown


@cache
def _load():
    from schools.audits import blocks  # noqa: F401  (registers itself, and imports this module)
    from schools.plans import record_block  # noqa: F401  (registers itself, imports this module)

    autodiscover_modules("blocks")


@block(template="schools/events.html", order=90)
def events(school, user):
    """The newest of what has happened between the school and the hub."""
    return {"events": timeline(school, user=user)}


@block(template="schools/neighbours.html", order=50, right="schools.see_neighbours", is_beside=True)
def neighbours(school, user):
    """The schools round it, for whoever plans visits."""
    return {"neighbours": neighbours_of(school, user=user)}


@block(template="schools/place.html", order=45, is_beside=True)
def place(school, user):
    """A small map, for a hub that has boundaries; address and grid reference say the same."""
    drawn = place_of(school)
    return {"map": drawn} if drawn else None
