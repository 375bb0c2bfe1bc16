"""Questions that ask for something which is known elsewhere: the registry that other apps fill.

A question may name a fact key. What is known of it stands in the form, marked with where it comes
from, and what is answered is told when the answers are handed in. This room knows no facts: the
app that keeps them registers a Binding in its ``survey_bindings.py``.
"""

from dataclasses import dataclass
from functools import cache
from typing import Protocol

from django.utils.module_loading import autodiscover_modules


@dataclass(frozen=True)
class BoundFact:
    """One fact that a question may ask for. ``kind``: of such a question (choices.Kind).

    ``options``: (key, words) of the only options that such a question may have, () for any.
    ``most``: the largest number or longest text that it takes, None for no bound.
    """

    key: str
    label: str
    area: str
    kind: str
    options: tuple = ()
    most: int | None = None


@dataclass(frozen=True)
class Known:
    """What is known of a fact: ``value`` as an answer stores it, and where it comes from."""

    value: object
    origin: str


class Binding(Protocol):
    """What keeps facts."""

    def facts(self) -> list[BoundFact]:
        """Every fact that a question may name."""

    def known(self, school, year) -> dict[str, Known]:
        """What is known of a school in a year, by fact key."""

    def note(self, *, school, year, said: dict[str, object], questionnaire: str, by) -> None:
        """Keep what was answered: {fact key: value as an answer stores it}.

        ``questionnaire``: the key of what was asked, for whoever keeps facts by their source.
        """


_bindings: list[Binding] = []


def bind(binding: Binding):
    """Register what keeps facts."""
    _bindings.append(binding)


@cache
def load():
    """Import every app's ``survey_bindings.py``, once."""
    autodiscover_modules("survey_bindings")


def facts() -> dict[str, BoundFact]:
    """Every fact that a question may name, by key."""
    load()
    return {fact.key: fact for binding in _bindings for fact in binding.facts()}


def known(school, year) -> dict[str, Known]:
    """What is known of a school in a year, by fact key; nothing without a school."""
    load()
    found: dict[str, Known] = {}
    if school is not None:
        for binding in _bindings:
            found |= binding.known(school, year)
    return found


def note(*, school, year, said, questionnaire, by):
    """Tell every binding what was answered of its facts to a questionnaire, by its key."""
    load()
    for binding in _bindings:
        own = {fact.key for fact in binding.facts()} & said.keys()
        if own and school is not None:
            told = {key: said[key] for key in sorted(own)}
            binding.note(school=school, year=year, said=told, questionnaire=questionnaire, by=by)
