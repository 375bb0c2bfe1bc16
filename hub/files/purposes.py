"""What files are kept for. Each app states its own in its ``uploads.py``.

    @purpose("evidence", kinds=(PDF, PNG, JPEG), largest=10 * MB, days=None)
    def evidence(user):
        return Evidence.objects.visible_to(user).values("file")

The function says which files a user may open: those of the rows that the user may see. It is asked
at every download.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.utils.module_loading import autodiscover_modules

from hub.files.kinds import Kind


@dataclass(frozen=True)
class Purpose:
    """Kinds that are taken, the largest size in bytes, and for how many days; None for as long as

    their row stands. ``open_to(user)``: ids of the files that this user may open.
    """

    key: str
    kinds: tuple[Kind, ...]
    largest: int
    days: int | None
    open_to: Callable


_purposes: dict[str, Purpose] = {}


def purpose(key, *, kinds, largest, days=None):
    """Register the function below."""

    def register(open_to):
        if key in _purposes:
            raise ValueError(f"The purpose {key} is stated twice.")
        _purposes[key] = Purpose(key, tuple(kinds), largest, days, open_to)
        return open_to

    return register


@cache
def load():
    """Import every app's ``uploads.py``, once."""
    autodiscover_modules("uploads")


def registered():
    """Every purpose of every app."""
    load()
    return list(_purposes.values())


def get(key):
    """The purpose of this key. Raises KeyError when there is none."""
    load()
    return _purposes[key]
