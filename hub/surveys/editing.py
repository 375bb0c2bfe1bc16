"""The questions of a draft. Nothing outside this module and ``drafting`` writes into a version."""

from django.db import transaction
from django.utils.text import slugify

from hub.surveys import checking
from hub.surveys.choices import NOT_APPLICABLE, NOT_SURE, WITH_OPTIONS
from hub.surveys.drafting import (
    ChangedMeanwhile,
    EditingRefused,
    locked_draft,
    next_place,
    refuse_hanging,
    swap,
)
from hub.surveys.models import Question, Section
from hub.trail.record import record

MOST_OPTIONS = 30
_KEY_LENGTH = 60


@transaction.atomic
def add_question(*, section: Section, values: dict, by) -> Question:
    """A new question at the end of a section of a draft. ``values``: {column: value}."""
    version = locked_draft(section.version)
    question = Question.objects.create(
        version=version,
        section=version.sections.get(pk=section.pk),
        position=next_place(Question.objects.filter(section=section)),
        **values,
    )
    record("added a question to", version, by=by, changes={"question": (None, question.wording)})
    return question


@transaction.atomic
def change_question(*, question: Question, values: dict, section=None, based_on, by) -> Question:
    """Ask a question otherwise; ``section``: another of the same draft, at whose end it goes on.

    What does not belong to its kind any more (options, bounds) is emptied.
    """
    version, question = _locked(question, based_on)
    changes = {
        name: (_told(getattr(question, name)), _told(value))
        for name, value in values.items()
        if getattr(question, name) != value
    }
    for name, value in values.items():
        setattr(question, name, value)
    if question.kind not in WITH_OPTIONS:
        question.options = []
        question.allows_not_sure = question.allows_not_applicable = False
    if section is not None and section.pk != question.section_id:
        changes["section"] = (question.section.title, section.title)
        question.section = version.sections.get(pk=section.pk)
        question.position = next_place(Question.objects.filter(section=section))
    question.save()
    if changes:
        _record("changed", version, question, by, changes)
    return question


@transaction.atomic
def set_options(*, question: Question, options: list, based_on, by) -> Question:
    """Say what can be chosen: [{"key", "words", "description", "value"}]; a new one has no key."""
    version, question = _locked(question, based_on)
    taken = {option["key"] for option in options if option["key"]}
    kept = []
    for option in options:
        key = option["key"] or _new_key(option["words"], taken)
        taken.add(key)
        kept.append({**option, "key": key})
    before = ", ".join(option["words"] for option in question.options)
    after = ", ".join(option["words"] for option in kept)
    if kept != question.options:
        question.options = kept
        question.save(update_fields=["options"])
        _record("changed", version, question, by, {"answers": (before, after)})
    return question


@transaction.atomic
def set_condition(*, question: Question, parent, values: list, based_on, by) -> Question:
    """Ask a question only when an earlier one was answered so; ``parent`` None: ask it always."""
    version, question = _locked(question, based_on)
    if parent is not None:
        parent = version.questions.get(pk=parent.pk)
        places = [each.pk for each in checking.in_order(version)]
        if places.index(parent.pk) >= places.index(question.pk):
            raise EditingRefused("A question can depend on an earlier one only.")
    before = checking.condition_words(question)
    question.shown_if_question = parent
    question.shown_if_values = values if parent else []
    question.save(update_fields=["shown_if_question", "shown_if_values"])
    after = checking.condition_words(question)
    if before != after:
        _record(
            "changed", version, question, by, {"asked": (before or "always", after or "always")}
        )
    return question


@transaction.atomic
def move_question(*, question: Question, up: bool, by) -> Question:
    """One place up or down in its section; at the end nothing changes."""
    version = locked_draft(question.version)
    rows = list(version.questions.filter(section=question.section_id).order_by("position"))
    if swap(rows, question, up=up):
        _record("moved", version, question, by, {})
    return question


@transaction.atomic
def remove_question(*, question: Question, by):
    """Take a question out of a draft. Raises EditingRefused while another hangs on it."""
    version = locked_draft(question.version)
    refuse_hanging(version.questions.filter(shown_if_question=question))
    record("removed a question of", version, by=by, changes={"question": (question.wording, None)})
    question.delete()


def free_key(version, wording) -> str:
    """A key for a new question, from its wording, that no question of the version has."""
    taken = set(version.questions.values_list("key", flat=True))
    return _new_key(wording, taken)


def _locked(question, based_on):
    version = locked_draft(question.version)
    found = version.questions.select_related("section", "shown_if_question").filter(pk=question.pk)
    question = found.first()
    if question is None:
        raise EditingRefused("Somebody else has removed this question meanwhile.")
    if checking.mark(question) != based_on:
        raise ChangedMeanwhile
    return version, question


def _new_key(words, taken):
    base = slugify(words)[:40].strip("-") or "answer"
    number, key = 1, base
    while key in {*taken, NOT_SURE, NOT_APPLICABLE}:
        number += 1
        key = f"{base}-{number}"
    return key[:_KEY_LENGTH]


def _record(action, version, question, by, changes):
    name = {"question": (None, question.wording)} if "wording" not in changes else {}
    record(f"{action} a question of", version, by=by, changes=name | changes)


def _told(value):
    return value if value is None or isinstance(value, bool | int | str) else str(value)
