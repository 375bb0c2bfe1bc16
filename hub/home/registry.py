"""Where every app plugs its menu entries and things to do in, from its own ``menus.py``."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from django.urls import reverse
from django.utils.module_loading import autodiscover_modules

from hub.home.areas import AREAS, MENUS
from hub.permissions import may


@dataclass(frozen=True)
class Entry:
    """One line of a menu. ``side``: "menu" (the band) or "right" (the corner of the header).
    ``within``: a regular expression of how the addresses of its pages start, if not as its own.
    """

    text: str
    url_name: str
    right: str | None = None
    kwargs: dict = field(default_factory=dict)
    side: str = "menu"
    order: int = 0
    within: str = ""

    def covers(self, path):
        """How much of the start of this address is that of its pages: characters, 0 if nothing."""
        found = re.match(self.within or re.escape(self.url), path)
        return found.end() if found else 0

    @cached_property
    def url(self):
        """Where it leads: found once, because every page shows dozens of entries."""
        return reverse(self.url_name, kwargs=self.kwargs)


@dataclass(frozen=True)
class Todo:
    """One thing to do: a link that starts with a verb, why (``hint``), and a status in words.

    ``kind`` colours the status: info, warn, error or ok (templates/components/tag.html).
    """

    text: str
    url: str
    hint: str = ""
    status: str = "To do"
    kind: str = "warn"


_entries: dict[str, list[Entry]] = {name: [] for name in MENUS}
_things: dict[str, list[tuple[int, Callable]]] = {name: [] for name in AREAS}


def entry(*, area, text, url_name, right=None, kwargs=None, side="menu", within=""):
    """Add a menu entry to an area (or several: pass a tuple of keys).

    ``area``: public, parent, school, tutor, staff, manager, no-role or footer. ``right``: who sees
    it; None for everybody in that area. Its place in the band comes from hub/home/areas.py, by
    ``text``; an entry not named there stands after those that are. ``within``: see Entry.
    """
    for key in _keys(area):
        known = MENUS[key]
        order = known.index(text) if text in known else len(known)
        new = Entry(text, url_name, right, kwargs or {}, side, order, within)
        _entries[key].append(new)
        _entries[key].sort(key=lambda each: each.order)  # stable: the rest as they registered


def thing_to_do(*, area, order=50):
    """Register the function below, ``user -> Todo | list[Todo] | None``, for an area's home page.

    Low orders stand first. It is asked when somebody opens that home page, and only then.
    """

    def register(function):
        for key in _keys(area):
            _things[key].append((order, function))
            _things[key].sort(key=lambda each: each[0])
        return function

    return register


def load():
    """Import every app's ``menus.py``."""
    autodiscover_modules("menus")


def registered():
    """[(area key, Entry)] of the whole portal, for the checks."""
    return [(key, each) for key, entries in _entries.items() for each in entries]


def entries_for(user, area_key, *, side="menu"):
    """The entries of an area that this user may open, in order."""
    return [
        each
        for each in _entries[area_key]
        if each.side == side and (each.right is None or may(user, each.right))
    ]


def things_to_do(user, area_key):
    """What waits for this user in the area: Todos, the most pressing first."""
    found = (function(user) for _, function in _things[area_key])
    several = (each if isinstance(each, list) else [each] for each in found)
    return [todo for todos in several for todo in todos if todo is not None]


def _keys(area):
    keys = (area,) if isinstance(area, str) else tuple(area)
    for key in keys:
        if key not in MENUS:
            raise ValueError(f"There is no area {key!r}: {', '.join(MENUS)}.")
    return keys
