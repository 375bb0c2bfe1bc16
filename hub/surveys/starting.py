"""Questionnaires to start with: an app states them in its ``questionnaires.py``.

    starts_with(
        "audit",
        title="Self-evaluation of music",
        sections=[
            Part("singing", "Singing", intro="…", questions=[
                Asks("singing-level", Kind.SCALE, "How well …?", options=[
                    Option("not-yet", "Not yet", "…", value=0), …
                ], allows_not_sure=True, takes_note=True),
            ]),
        ],
    )

Whatever is not there yet is built as its published version 1 whenever tables have been migrated;
from then on it is the hub's, and what is stated here is never looked at again (decision 19).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from decimal import Decimal
from functools import cache

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from hub.surveys.choices import Kind, VersionState


@dataclass(frozen=True)
class Option:
    """One answer to choose. ``value``: what it counts in figures, None for nothing."""

    key: str
    words: str
    description: str = ""
    value: int | None = None

    def stored(self):
        """As a question keeps it."""
        return {each.name: getattr(self, each.name) for each in fields(self)}


@dataclass(frozen=True)
class Asks:
    """One question, as models.Question. ``shown_if``: (key of an earlier question, its answers)."""

    key: str
    kind: Kind
    wording: str
    help: str = ""
    options: Sequence[Option] = ()
    allows_not_sure: bool = False
    allows_not_applicable: bool = False
    is_required: bool = False
    takes_note: bool = False
    note_label: str = ""
    carries_over: bool = False
    fact_key: str = ""
    shown_if: tuple[str, Sequence[str]] | None = None
    minimum: Decimal | int | None = None
    maximum: Decimal | int | None = None
    unit: str = ""


@dataclass(frozen=True)
class Part:
    """One section."""

    key: str
    title: str
    intro: str = ""
    questions: Sequence[Asks] = field(default_factory=list)


@dataclass(frozen=True)
class Start:
    """One questionnaire."""

    key: str
    title: str
    purpose: str
    sections: Sequence[Part]
    needed: frozenset = frozenset()


_starts: dict[str, Start] = {}
_DONE_APART = {"options", "shown_if"}


def starts_with(key, *, title, sections, purpose="", needed=()):
    """State a questionnaire to start with.

    ``needed``: keys of the questions that the app itself reads: no version goes out without them,
    whatever else the hub changes.
    """
    if key in _starts:
        raise ValueError(f"The questionnaire {key} is stated twice.")
    _starts[key] = Start(key, title, purpose, sections, frozenset(needed))


def of(key) -> Start | None:
    """The questionnaire as the code states it; None for one that began otherwise."""
    load()
    return _starts.get(key)


@cache
def load():
    """Import every app's ``questionnaires.py``, once."""
    autodiscover_modules("questionnaires")


def stated() -> list[Start]:
    """Every questionnaire to start with."""
    load()
    return list(_starts.values())


def build_missing(*, apps, using, **told):
    """Build what is not there yet. ``apps``: the models as the migrations so far left them."""
    try:
        models = {
            name: apps.get_model("surveys", name)
            for name in ("Questionnaire", "Version", "Section", "Question")
        }
    except LookupError:  # migrated back to before there were any
        return
    with transaction.atomic(using=using):
        there = set(models["Questionnaire"].objects.using(using).values_list("key", flat=True))
        for start in stated():
            if start.key not in there:
                _build(models, start, using)


def _build(models, start, using):
    questionnaire = (
        models["Questionnaire"]
        .objects.using(using)
        .create(key=start.key, title=start.title, purpose=start.purpose)
    )
    versions = models["Version"].objects.using(using)
    # A draft first: the database lets nobody write into what is published.
    version = versions.create(questionnaire=questionnaire, number=1, state=VersionState.DRAFT)
    made: dict = {}
    for place, part in enumerate(start.sections, 1):
        section = (
            models["Section"]
            .objects.using(using)
            .create(
                version=version, position=place, key=part.key, title=part.title, intro=part.intro
            )
        )
        for position, asks in enumerate(part.questions, 1):
            made[asks.key] = (
                models["Question"]
                .objects.using(using)
                .create(version=version, section=section, position=position, **_columns(asks, made))
            )
    version.state, version.published_at = VersionState.PUBLISHED, timezone.now()
    version.save(using=using, update_fields=["state", "published_at"])


def _columns(asks, made):
    columns = {
        each.name: getattr(asks, each.name) for each in fields(asks) if each.name not in _DONE_APART
    }
    columns["options"] = [option.stored() for option in asks.options]
    if asks.shown_if:
        parent, values = asks.shown_if
        columns |= {"shown_if_question": made[parent], "shown_if_values": list(values)}
    return columns
