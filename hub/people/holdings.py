"""What the portal holds of a pupil, app by app.

Each app states its own in a module ``holdings.py``, which is found by itself::

    @holds("tuition", order=10)
    class Lessons(Holding):
        def lines(self, pupil, user): ...
        def sections(self, pupil, *, whereabouts): ...

From it follow the record of the office, the copy of a family's data, what a merge must settle, what
an erasure keeps, and when retention takes a record. hub/ knows none of these apps.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from django.utils.module_loading import autodiscover_modules


@dataclass(frozen=True)
class Line:
    """One line of the record: what, its state, and where it leads."""

    text: str
    state: str = ""
    kind: str = ""
    url: str = ""


@dataclass(frozen=True)
class Section:
    """One table of a copy of data: plain values, in the order of the columns."""

    title: str
    columns: tuple[str, ...]
    rows: list[tuple] = field(default_factory=list)


@dataclass(frozen=True)
class Conflict:
    """Two rows of which a merge can keep one: ``model`` label, ids, and what each says."""

    key: str
    title: str
    kept_words: str
    gone_words: str


class Holding:
    """What one app holds of pupils. Override what applies."""

    name: str
    order: int

    def lines(self, pupil, user) -> list[Line]:
        """Lines of the pupil's record that this user may see."""
        return []

    def sections(self, pupil, *, whereabouts: bool) -> list[Section]:
        """What a family gets of it. ``whereabouts``: may it say where? Never names of others."""
        return []

    def conflicts(self, kept, gone) -> list[Conflict]:
        """What both have and one can have only once."""
        return []

    def settle(self, key: str, *, keep_gone: bool, by) -> str:
        """Settle one conflict before the rows move: end the row that is not kept.

        Returns a sentence on what an undo will not bring back, or "".
        """
        return ""

    def take_out_twice(self, kept, gone, *, by) -> list[str]:
        """Before the rows move, take out what would stand twice and nobody has to choose between.

        Returns sentences on what an undo will not bring back.
        """
        return []

    def why_not_erased(self, pupil) -> str:
        """Why nothing can be erased yet, as a sentence; "" when it can."""
        return ""

    def kept_words(self) -> str:
        """What an erasure keeps, and why, as a sentence; "" when nothing."""
        return ""

    def erase(self, pupil, *, by):
        """Take everything that says who it was or how they were; keep what the law needs."""

    def active_since(self, day: date) -> Iterable | None:
        """Ids of pupils of whom something still stands, or ended since the day: a queryset of
        values to be used in a statement; None when nothing here keeps a record.
        """
        return None


_holdings: dict[str, Holding] = {}


def holds(name, *, order=50):
    """Register the class below under a name; low orders stand first."""

    def register(kind):
        made = kind()
        made.name, made.order = name, order
        _holdings[name] = made
        return kind

    return register


def registered() -> list[Holding]:
    """Every Holding of every app, in order."""
    _load()
    return sorted(_holdings.values(), key=lambda each: (each.order, each.name))


def get(name) -> Holding:
    """The Holding of this name. Raises KeyError when there is none."""
    _load()
    return _holdings[name]


def lines_of(pupil, user) -> list[Line]:
    """What the record of a pupil shows of every app."""
    return [line for each in registered() for line in each.lines(pupil, user)]


@cache
def _load():
    autodiscover_modules("holdings")
