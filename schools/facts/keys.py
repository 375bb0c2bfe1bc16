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

from django import forms
from django.core.validators import URLValidator
from django.utils.module_loading import autodiscover_modules

from hub.forms import AffixedInput, DateField
from schools.facts.dimensions import Dimension

LONGEST_TEXT = 500


@dataclass(frozen=True)
class Number:
    """A whole number of something, from none to ``most``. ``unit``: as it stands behind it."""

    unit: str
    most: int
    places: int = 0

    is_number = True

    def field(self, **options):
        """The form field that takes such a value."""
        widget = AffixedInput(
            suffix=self.unit, attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}
        )
        return forms.IntegerField(min_value=0, max_value=self.most, widget=widget, **options)

    def words(self, value):
        """The value as people read it."""
        return f"{value:,.0f} {self.unit}".strip()


@dataclass(frozen=True)
class Money:
    """Pounds, to the penny."""

    most: int

    is_number = True

    def field(self, **options):
        """The form field that takes such a value."""
        widget = AffixedInput(
            prefix="£", attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}
        )
        return forms.DecimalField(
            min_value=0, max_value=self.most, decimal_places=2, widget=widget, **options
        )

    def words(self, value):
        """The value as people read it."""
        return f"£{value:,.0f}" if value == int(value) else f"£{value:,.2f}"


@dataclass(frozen=True)
class YesNo:
    """Yes (1) or no (0)."""

    is_number = True

    def field(self, **options):
        """The form field that takes such a value."""
        return forms.TypedChoiceField(
            choices=[("1", "Yes"), ("0", "No")],
            coerce=int,
            empty_value=None,
            widget=forms.RadioSelect,
            **options,
        )

    def words(self, value):
        """The value as people read it."""
        return "Yes" if value else "No"


@dataclass(frozen=True)
class OneOf:
    """One of some choices, (key, words) each."""

    choices: tuple

    is_number = False

    def field(self, **options):
        """The form field that takes such a value."""
        return forms.ChoiceField(choices=self.choices, widget=forms.RadioSelect, **options)

    def words(self, value):
        """The value as people read it; a choice that there is no longer, as it was stored."""
        return dict(self.choices).get(value, value)


@dataclass(frozen=True)
class Text:
    """A line of text."""

    longest: int = 120

    is_number = False

    def field(self, **options):
        """The form field that takes such a value."""
        return forms.CharField(max_length=self.longest, **options)

    def words(self, value):
        """The value as people read it."""
        return value


@dataclass(frozen=True)
class Address:
    """An address on the web."""

    is_number = False

    def field(self, **options):
        """The form field that takes such a value."""
        return forms.URLField(
            max_length=LONGEST_TEXT,
            assume_scheme="https",
            validators=[URLValidator(schemes=["http", "https"])],
            **options,
        )

    def words(self, value):
        """The value as people read it."""
        return value


@dataclass(frozen=True)
class Day:
    """A day, stored as 2026-09-01."""

    is_number = False

    def field(self, **options):
        """The form field that takes such a value."""
        return DateField(**options)

    def words(self, value):
        """The value as people read it."""
        return f"{datetime.date.fromisoformat(value):%-d %B %Y}"


Kind = Number | Money | YesNo | OneOf | Text | Address | Day


@dataclass(frozen=True)
class FactKey:
    """One thing that can be known of a school in an academic year.

    ``label``: for lists; ``question``: as a school is asked; ``dimension``: what there is a value
    for each of (year groups), None for one value. ``applies``: a function of the school, for
    questions that only some are asked.
    """

    key: str
    area: str
    label: str
    question: str
    kind: Kind
    dimension: Dimension | None
    help: str
    applies: Callable | None

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


def fact(key, *, area, label, question, kind, dimension=None, help="", applies=None):
    """State a fact; returns its FactKey."""
    if key in _keys:
        raise ValueError(f"The fact {key} is stated twice.")
    if area not in AREAS:
        raise ValueError(f"The fact {key} is of no area: {area}.")
    _keys[key] = FactKey(key, area, label, question, kind, dimension, help, applies)
    return _keys[key]


@cache
def load():
    """Import every app's ``fact_keys.py``, once."""
    autodiscover_modules("fact_keys")


def registered() -> list[FactKey]:
    """Every fact of every app, by area, in the order in which they were stated."""
    load()
    return sorted(_keys.values(), key=lambda each: AREAS.index(each.area))


def get(key) -> FactKey:
    """The fact of this key. Raises KeyError when there is none."""
    load()
    return _keys[key]


def of_area(area, school) -> list[FactKey]:
    """The facts of an area that this school is asked for."""
    return [each for each in registered() if each.area == area and each.parts(school)]


def to_store(kind, value):
    """(number, text) as the database holds a clean value of this kind."""
    if kind.is_number:
        return Decimal(value), ""
    return None, value.isoformat() if isinstance(value, datetime.date) else str(value)
