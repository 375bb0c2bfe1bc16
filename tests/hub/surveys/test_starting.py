"""Questionnaires that the code states are built once, and are the hub's from then on."""

import pytest
from django.apps import apps

from hub.surveys import starting
from hub.surveys.choices import Kind, VersionState
from hub.surveys.models import Questionnaire, Version
from hub.surveys.starting import Asks, Option, Part, Start

CHOIRS = Start(
    "choirs",
    "Choirs",
    "What sings.",
    [
        Part(
            "singing",
            "Singing",
            "Think of all year groups.",
            [
                Asks(
                    "choir",
                    Kind.CHOICE,
                    "Is there a choir?",
                    options=[Option("one", "One"), Option("more", "More", value=2)],
                ),
                Asks("names", Kind.TEXT, "Which?", shown_if=("choir", ["more"]), maximum=80),
            ],
        )
    ],
)


def build():
    starting.build_missing(apps=apps, using="default")


@pytest.fixture
def stated(monkeypatch):
    monkeypatch.setattr(starting, "stated", lambda: [CHOIRS])


def test_what_is_not_there_is_built_and_published(db, stated):
    build()
    version = Version.objects.get(questionnaire__key="choirs")
    assert (version.number, version.state) == (1, VersionState.PUBLISHED)
    names = version.questions.get(key="names")
    assert (names.shown_if_question.key, names.shown_if_values) == ("choir", ["more"])
    assert version.questions.get(key="choir").options == [
        {"key": "one", "words": "One", "description": "", "value": None},
        {"key": "more", "words": "More", "description": "", "value": 2},
    ]


def test_what_is_there_is_left_alone(db, stated):
    build()
    Questionnaire.objects.filter(key="choirs").update(title="Ours now")
    build()
    assert Questionnaire.objects.get(key="choirs").title == "Ours now"
    assert Version.objects.filter(questionnaire__key="choirs").count() == 1


def test_a_questionnaire_is_stated_once(monkeypatch):
    monkeypatch.setattr(starting, "_starts", {"choirs": CHOIRS})
    with pytest.raises(ValueError, match="stated twice"):
        starting.starts_with("choirs", title="Choirs", sections=[])


@pytest.mark.usefixtures("db")
def test_every_stated_questionnaire_was_built():
    stated = {start.key for start in starting.stated()}
    assert stated <= set(Version.objects.published().values_list("questionnaire__key", flat=True))
