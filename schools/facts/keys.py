"""What can be known of a school: each fact is declared once, with its type, unit and wording.

An app states its facts in its ``fact_keys.py``::

    fact(
        "choirs",
        area="Singing",
        label="Choirs and vocal groups",
        question="How many choirs or vocal groups meet regularly?",
        kind=Number("choirs", most=50),
    )

A key is written into the database with every value, so it is never given another meaning: a fact
that is asked otherwise gets a new key.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from django.utils.module_loading import autodiscover_modules

from schools.facts.dimensions import Dimension
from schools.facts.kinds import (
    Address,
    Day,
    Kind,
    Level,
    Money,
    Number,
    OneOf,
    SeveralOf,
    Text,
    YesNo,
)

__all__ = [
    "AREAS",
    "AUDIT",
    "Address",
    "Day",
    "FactKey",
    "Kind",
    "Level",
    "Money",
    "Number",
    "OneOf",
    "SeveralOf",
    "Text",
    "YesNo",
    "fact",
    "get",
    "of_area",
    "registered",
    "to_store",
]


@dataclass(frozen=True)
class FactKey:
    """One thing that can be known of a school in an academic year.

    ``label``: for lists; ``question``: as a school is asked; ``dimension``: what there is a value
    for each of (year groups), None for one value. ``applies``: a function of the school, for
    questions that only some are asked. ``asked``: is it asked on the page "What the hub knows"?
    What is not, another page of the portal asks for and writes.
    """

    key: str
    area: str
    label: str
    question: str
    kind: Kind
    dimension: Dimension | None
    help: str
    applies: Callable | None
    asked: bool = True

    def parts(self, school):
        """The parts that this school has a value for: [""] without a dimension, else its codes."""
        if self.applies is not None and not self.applies(school):
            return []
        return [""] if self.dimension is None else self.dimension.codes(school)

    def words(self, value):
        """A value as people read it."""
        return self.kind.words(value)


_keys: dict[str, FactKey] = {}
#: The areas in the order in which schools are asked.
AREAS = (
    "Leadership and plan",
    "Curriculum",
    "Singing",
    "Whole class teaching",
    "Lessons",
    "Ensembles",
    "Performances and experiences",
    "Spaces and resources",
    "Staff and training",
    "Partnership",
)
#: The area of what an audit says, which is asked on the pages of the audit alone.
AUDIT = "Audit"
_EVERY_AREA = (*AREAS, AUDIT)


def fact(key, *, area, label, question, kind, dimension=None, help="", applies=None, asked=True):
    """State a fact; returns its FactKey."""
    if key in _keys:
        raise ValueError(f"The fact {key} is stated twice.")
    if area not in _EVERY_AREA:
        raise ValueError(f"The fact {key} is of no area: {area}.")
    _keys[key] = FactKey(key, area, label, question, kind, dimension, help, applies, asked)
    return _keys[key]


@cache
def load():
    """Import every app's ``fact_keys.py``, once."""
    autodiscover_modules("fact_keys")


def registered() -> list[FactKey]:
    """Every fact of every app, by area, in the order in which they were stated."""
    load()
    return sorted(_keys.values(), key=lambda each: _EVERY_AREA.index(each.area))


def get(key) -> FactKey:
    """The fact of this key. Raises KeyError when there is none."""
    load()
    return _keys[key]


def of_area(area, school) -> list[FactKey]:
    """The facts of an area that this school is asked for on the page "What the hub knows"."""
    return [
        each for each in registered() if each.area == area and each.asked and each.parts(school)
    ]


def to_store(kind, value):
    """(number, text) as the database holds a clean value of this kind."""
    if kind.is_number:
        return Decimal(value), ""
    return None, value.isoformat() if isinstance(value, datetime.date) else str(value)
