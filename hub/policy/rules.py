"""Rules of practice: what a hub decides for an academic year, and others decide otherwise.

An app states its rules in its ``policy_rules.py``, each with the default of Hertfordshire's
practice and where that comes from::

    rule(
        "suppress-below",
        label="Smallest number of people that is told",
        group="Figures",
        kind=Whole("people", least=2, most=20),
        default=5,
        source="sector practice for published figures",
    )

and reads them with ``value("suppress-below")`` (hub/policy/values.py), never from a constant.
What a manager sets holds from its academic year on, until a later year says otherwise; what held
in earlier years stays.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django import forms
from django.utils.module_loading import autodiscover_modules

from hub.forms import AffixedInput


@dataclass(frozen=True)
class Whole:
    """A whole number with its unit, from ``least`` to ``most``."""

    unit: str
    least: int
    most: int

    def field(self, label, help_text=""):
        """The form field of such a value."""
        return forms.IntegerField(
            label=label,
            help_text=help_text,
            min_value=self.least,
            max_value=self.most,
            widget=AffixedInput(
                suffix=self.unit, attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}
            ),
        )

    def is_valid(self, value):
        """Is this a value of the kind, as it is stored?"""
        return type(value) is int and self.least <= value <= self.most

    def words(self, value):
        """The value as people read it."""
        return f"{value:,}{'' if self.unit == '%' else ' '}{self.unit}"


@dataclass(frozen=True)
class OneOf:
    """One of some choices, (key, words) each."""

    choices: tuple

    def field(self, label, help_text=""):
        """The form field of such a value."""
        return forms.ChoiceField(
            label=label, help_text=help_text, choices=self.choices, widget=forms.RadioSelect
        )

    def is_valid(self, value):
        """Is this a value of the kind, as it is stored?"""
        return value in dict(self.choices)

    def words(self, value):
        """The value as people read it."""
        return dict(self.choices)[value]


@dataclass(frozen=True)
class Effect:
    """What a change would do: a sentence, and where its rows are listed."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Rule:
    """One rule. ``effects(old, new)``: the Effects of a change, for the page before it is saved."""

    key: str
    label: str
    group: str
    kind: Whole | OneOf
    default: Any
    help: str
    source: str
    effects: Callable | None

    def words(self, value):
        """A value of this rule as people read it."""
        return self.kind.words(value)


_rules: dict[str, Rule] = {}


def rule(key, *, label, group, kind, default, help="", source="", effects=None):
    """State a rule; returns it."""
    if key in _rules:
        raise ValueError(f"The rule {key} is stated twice.")
    if not kind.is_valid(default):
        raise ValueError(f"The rule {key} has a default that it would refuse.")
    _rules[key] = Rule(key, label, group, kind, default, help, source, effects)
    return _rules[key]


@cache
def load():
    """Import every app's ``policy_rules.py``, once."""
    autodiscover_modules("policy_rules")


def registered():
    """Every rule of every app, by group and label."""
    load()
    return sorted(_rules.values(), key=lambda each: (each.group, each.label))


def get(key):
    """The rule of this key. Raises KeyError when there is none."""
    load()
    return _rules[key]
