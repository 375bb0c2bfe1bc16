"""A questionnaire on singing with a question of every kind, and a set of answers to it."""

import pytest

from hub.surveys.choices import Kind
from tests.factories.schools import SchoolFactory
from tests.factories.surveys import make_filling, make_version

EVERY_KIND = [
    {"key": "level", "kind": Kind.SCALE, "allows_not_sure": True, "takes_note": True},
    {"key": "who", "kind": Kind.CHOICE},
    {"key": "several", "kind": Kind.CHOICES},
    {"key": "choirs", "kind": Kind.NUMBER, "maximum": 50, "unit": "choirs"},
    {"key": "budget", "kind": Kind.MONEY, "maximum": 100_000},
    {"key": "line", "kind": Kind.TEXT},
    {"key": "text", "kind": Kind.LONG_TEXT, "maximum": 500},
    {"key": "minutes", "kind": Kind.YEARS, "maximum": 300, "unit": "minutes"},
    {"key": "has-choir", "kind": Kind.YES_NO},
    {"key": "since", "kind": Kind.DATE},
    {"key": "page", "kind": Kind.ADDRESS},
]


@pytest.fixture
def school(db):
    """A primary school: Reception to Year 6."""
    return SchoolFactory(low_age=4, high_age=11)


@pytest.fixture
def filling(school):
    """An open set of answers of the school to a question of every kind."""
    return make_filling(make_version(questions=EVERY_KIND), school=school)


@pytest.fixture
def section(filling):
    """The only section of what is answered."""
    return filling.version.sections.get()
