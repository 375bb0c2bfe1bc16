"""What is to be mended in a draft, and what its publishing changes for those who compare years."""

import hashlib
import json
from dataclasses import dataclass

from hub.surveys import bindings, kinds, starting
from hub.surveys.choices import BOUNDED, NO, STEERING, WITH_OPTIONS, YES, Kind
from hub.surveys.models import Question, Section, Version

_TEXTS = (Kind.TEXT, Kind.LONG_TEXT)


@dataclass(frozen=True)
class Problem:
    """Something to mend: a sentence, and the question that it is about, if any."""

    sentence: str
    question: Question | None = None


@dataclass(frozen=True)
class Difference:
    """What publishing changes about one question. ``loses``: years cannot be compared on it."""

    wording: str
    what: str
    loses: bool = False


def in_order(version) -> list[Question]:
    """The questions of a version in the order in which they are asked; one statement."""
    rows = version.questions.select_related("section", "shown_if_question")
    return list(rows.order_by("section__position", "position"))


def parents_first(questions) -> list[Question]:
    """The same questions, each after the one that it hangs on."""
    left, ordered = list(questions), []
    done: set[int] = set()
    while left:
        ready = [each for each in left if each.shown_if_question_id in {None, *done}]
        # Nothing hangs on itself in what the pages let through; never loop for ever, though.
        ready = ready or left
        ordered += ready
        done |= {each.pk for each in ready}
        left = [each for each in left if each.pk not in done]
    return ordered


def mark(row: Question | Section) -> str:
    """A short mark of everything that a section or question says; another when it changes."""
    told = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    told.pop("position")  # to move it up or down changes nothing that somebody types
    text = json.dumps(told, default=_as_stored, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _as_stored(value):
    return f"{value.normalize():f}" if hasattr(value, "normalize") else str(value)


def condition_words(question) -> str:
    """ "if “Is there a choir?” is answered with Yes"; "" for what is always asked."""
    parent = question.shown_if_question
    if parent is None:
        return ""
    named = answers_of(parent)
    wanted = " or ".join(named.get(key, key) for key in question.shown_if_values)
    return f"if “{parent.wording}” is answered with {wanted}"


def answers_of(question) -> dict[str, str]:
    """{key: words} of what a question on which others may hang can be answered with."""
    if question.kind == Kind.YES_NO:
        return {YES: "Yes", NO: "No"}
    return kinds.option_words(question)


def problems(version: Version) -> list[Problem]:
    """What is to be mended before a version can be published; two statements."""
    questions = in_order(version)
    filled = {question.section_id for question in questions}
    sections = list(version.sections.all())
    found = [
        Problem(f"The section “{section}” has no question.")
        for section in sections
        if section.pk not in filled
    ]
    if not sections:
        found.append(Problem("There is no section and no question yet."))
    facts = bindings.facts()
    before: set[int] = set()
    for question in questions:
        for sentence in _of_one(question, before, facts):
            found.append(Problem(sentence, question))
        before.add(question.pk)
    return [*found, *_needed(version, questions)]


def _of_one(question, before, facts):
    asked = f"“{question.wording}”"
    if question.kind in WITH_OPTIONS and len(question.options) < 2:
        yield f"{asked} needs two answers to choose from."
    parent = question.shown_if_question
    if parent is not None:
        if parent.pk not in before:
            yield f"{asked} depends on a question that comes after it."
        elif parent.kind not in STEERING or not (
            set(question.shown_if_values) <= answers_of(parent).keys()
        ):
            yield f"{asked} depends on an answer that cannot be given any more."
    if question.fact_key:
        yield from _of_fact(question, asked, facts.get(question.fact_key))


def _of_fact(question, asked, fact):
    if fact is None:
        yield f"{asked} asks for a fact that there is not any more."
    elif fact.kind != question.kind:
        kind = Kind(fact.kind).label.lower()
        yield f"{asked} asks for “{fact.label}”, which is answered with {kind}."
    elif (
        fact.options and {option["key"] for option in question.options} - dict(fact.options).keys()
    ):
        yield f"{asked} has an answer that “{fact.label}” does not know."
    elif (
        fact.most is not None and question.kind in BOUNDED and kinds.bounds(question)[1] > fact.most
    ):
        yield f"{asked} asks for “{fact.label}”, which is {fact.most:,} at most. Set that bound."
    elif fact.most is not None and question.kind in _TEXTS and kinds.longest(question) > fact.most:
        yield f"{asked} asks for “{fact.label}”, which is {fact.most} characters at most."


def _needed(version, questions):
    """What the portal itself reads from the answers and cannot do without."""
    there = {question.key: question.kind for question in questions}
    start = starting.of(version.questionnaire.key)
    stated = {asks.key: asks for part in start.sections for asks in part.questions} if start else {}
    for key in start.needed if start else ():
        asks = stated[key]
        if there.get(key) != asks.kind:
            yield Problem(
                f"The portal counts on “{asks.wording}”, which is missing or of another kind."
            )


def differences(old: Version | None, new: Version) -> list[Difference]:
    """What publishing ``new`` changes for those who were asked ``old``; two statements."""
    before = {each.key: each for each in in_order(old)} if old else {}
    after = {each.key: each for each in in_order(new)}
    found = [
        Difference(each.wording, "is not asked any more", loses=True)
        for key, each in before.items()
        if key not in after
    ]
    for key, question in after.items():
        if key not in before:
            found.append(Difference(question.wording, "is new"))
        else:
            found += _changes(before[key], question)
    return found


def _changes(old, new):
    if old.kind != new.kind:
        what = f"takes {new.get_kind_display().lower()}, not {old.get_kind_display().lower()}"
        yield Difference(new.wording, what, loses=True)
    elif gone := [
        words
        for key, words in kinds.option_words(old).items()
        if key not in kinds.option_words(new)
    ]:
        yield Difference(new.wording, f"cannot be answered with {', '.join(gone)}", loses=True)
    elif added := [
        words
        for key, words in kinds.option_words(new).items()
        if key not in kinds.option_words(old)
    ]:
        yield Difference(new.wording, f"can be answered with {', '.join(added)}, too", loses=True)
    elif _shown(old) != _shown(new):
        yield Difference(new.wording, "words its answers otherwise, or in another order")
    if old.fact_key != new.fact_key:
        yield Difference(new.wording, "asks for another fact, or for none", loses=True)
    if old.wording != new.wording:
        yield Difference(new.wording, f"was “{old.wording}”")
    for name, what in _QUIET.items():
        if getattr(old, name) != getattr(new, name):
            yield Difference(new.wording, what)
    if condition_words(old) != condition_words(new):
        yield Difference(new.wording, f"is asked {condition_words(new) or 'always'}")


def _shown(question):
    """What stands beside each answer to choose, in order."""
    return [tuple(sorted(option.items(), key=str)) for option in question.options]


#: What may change without harm to comparison.
_QUIET = {
    "help": "has another help text",
    "is_required": "must be answered, or need not be any more",
    "minimum": "has another least answer",
    "maximum": "has another largest answer, or longest text",
    "unit": "is counted in another unit",
    "takes_note": "takes a note, or does not any more",
    "carries_over": "shows last year’s answer, or does not any more",
}
