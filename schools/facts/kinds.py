"""What a fact can be: how it is asked for in a form, stored, and said in words.

Apps import these from ``schools.facts.keys``, beside ``fact``.
"""

import datetime
from dataclasses import dataclass

from django import forms
from django.core.validators import URLValidator

from hub.forms import AffixedInput, DateField
from schools.choices import AuditLevel
from schools.facts.fields import SeveralField

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
class Level:
    """A level of the audit: 0 not yet, 1 emerging, 2 established, 3 exemplary.

    "Not sure" and "not applicable" are told as UNKNOWN.
    """

    is_number = True

    def field(self, **options):
        """The form field that takes such a value."""
        return forms.TypedChoiceField(
            choices=AuditLevel.choices,
            coerce=int,
            empty_value=None,
            widget=forms.RadioSelect,
            **options,
        )

    def words(self, value):
        """The value as people read it."""
        return str(AuditLevel(int(value)).label)


@dataclass(frozen=True)
class SeveralOf:
    """Any of some choices, (key, words) each; stored as their keys with commas between.

    Choices may come to it. One that is to mean something else needs a fact of its own.
    """

    choices: tuple

    is_number = False

    def field(self, **options):
        """The form field that takes such a value."""
        return SeveralField(choices=self.choices, **options)

    def words(self, value):
        """The value as people read it; a choice that there is no longer, as it was stored."""
        known = dict(self.choices)
        return ", ".join(known.get(key, key) for key in value.split(","))


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


Kind = Number | Money | YesNo | OneOf | SeveralOf | Level | Text | Address | Day
