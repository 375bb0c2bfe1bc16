"""Answers to questionnaires. Nothing outside this module writes one.

``save`` merges: of two people in the same section each keeps what they wrote, and who changes what
somebody else has just changed to something else is asked (``Overtaken``), never overruled.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from hub.calendar.years import AcademicYear
from hub.surveys import bindings, reading
from hub.surveys.choices import FillingState
from hub.surveys.models import Answer, EarlierAnswer, Filling, Question, Section, Version
from hub.trail.record import record


@dataclass(frozen=True)
class Given:
    """An answer to save: ``value`` as its kind stores it (None for none), and the note beside."""

    value: object = None
    note: str = ""


@dataclass(frozen=True)
class Conflict:
    """What somebody else has written meanwhile (``theirs``), and what was to be saved (``mine``).

    Of the parts of ``mine`` that only they changed, it holds theirs.
    """

    question: Question
    theirs: Answer
    mine: Given


class AnsweringRefused(Exception):
    """A rule says no. The message can be shown as it stands."""


class Incomplete(AnsweringRefused):
    """Something that must be answered is not: ``missing``, a list of questions."""

    def __init__(self, missing):
        count = f"{len(missing)} question{'' if len(missing) == 1 else 's'}"
        super().__init__(f"Answer {count} more before you hand this in.")
        self.missing = missing


class Overtaken(Exception):
    """Somebody else has changed the same answers meanwhile; all the others are saved.

    ``conflicts``: {question key: Conflict}.
    """

    def __init__(self, conflicts):
        super().__init__("Somebody else has changed the same answers while you were writing.")
        self.conflicts = conflicts


@transaction.atomic
def start(*, version: Version, school, year: AcademicYear, by) -> Filling:
    """Begin a set of answers to a version that is asked."""
    if version.is_draft:
        raise AnsweringRefused("A draft is not asked yet. Publish it first.")
    filling = Filling.objects.create(version=version, school=school, year=year, started_by=by)
    record("began", filling, by=by)
    return filling


def save(*, filling: Filling, section: Section, cleaned: dict, seen: dict, by) -> list[Answer]:
    """Save the answers of a section that are new; returns those that changed.

    ``cleaned``: {question key: Given} of the questions that were asked; ``seen``: {question key:
    revision} as the page was drawn, 0 for no answer.

    Raises Overtaken after everything else is saved: call it outside a transaction of your own, or
    catch that inside. Raises AnsweringRefused when the answers were handed in meanwhile.
    """
    changed, conflicts = _save(filling, section, cleaned, seen, by)
    if conflicts:
        raise Overtaken(conflicts)
    return changed


@transaction.atomic
def _save(filling, section, cleaned, seen, by):
    if section.version_id != filling.version_id:
        raise ValueError(f"{section} is no section of what {filling} answers.")
    asked = reading.questions_of(filling.version)
    # Locked before looking: otherwise of two in one section the later wipes out the earlier.
    filling = Filling.objects.select_for_update(of=("self",)).get(pk=filling.pk)
    if not filling.is_open:
        raise AnsweringRefused("These answers were handed in meanwhile, so nothing was changed.")
    questions = {each.key: each for each in asked if each.section_id == section.pk}
    answers = {
        answer.question_id: answer
        for answer in filling.answers.filter(question__section=section).select_related("by")
    }
    bases = _bases(answers.values(), questions, seen)
    new, changed, kept, conflicts = [], [], [], {}
    now = timezone.now()
    for key, given in cleaned.items():
        question = questions[key]
        answer = answers.get(question.pk)
        if answer is None:
            if given != Given():
                new.append(_row(filling, question, given, by, now))
            continue
        merged, is_conflict = _merged(answer, given, bases[question.pk])
        if is_conflict:
            conflicts[key] = Conflict(question, answer, merged)
        elif merged != Given(answer.value, answer.note):
            kept.append(_earlier(answer))
            answer.value, answer.note = merged.value, merged.note
            answer.revision += 1
            answer.by, answer.at = by, now
            changed.append(answer)
    Answer.objects.bulk_create(new)
    EarlierAnswer.objects.bulk_create(kept)
    Answer.objects.bulk_update(changed, ["value", "note", "revision", "by", "at"])
    if new or changed:
        by_pk = {question.pk: key for key, question in questions.items()}
        names = sorted(by_pk[answer.question_id] for answer in (*new, *changed))
        record("answered", filling, by=by, fields=names)
    return [*new, *changed], conflicts


@transaction.atomic
def hand_in_nameless(*, version: Version, school, year, cleaned: dict, on) -> Filling:
    """Begin answers, save them and hand them in at once, for somebody who is not to be known.

    Neither person nor hour is kept (``on``: the moment at which the day began), nothing stands on
    the trail, and no fact is told. ``cleaned``: {question key: Given}.
    """
    filling = Filling.objects.create(version=version, school=school, year=year, started_at=on)
    questions = {question.key: question for question in version.questions.all()}
    Answer.objects.bulk_create(
        _row(filling, questions[key], given, None, on)
        for key, given in cleaned.items()
        if given != Given()
    )
    filling.state, filling.submitted_at = FillingState.SUBMITTED, on
    filling.save(update_fields=["state", "submitted_at"])
    return filling


@transaction.atomic
def submit(*, filling: Filling, by) -> Filling:
    """Hand the answers in; from now on they stand. What they say of facts is told.

    Raises Incomplete when something that must be answered is not, AnsweringRefused when they were
    handed in before.
    """
    filling = _locked(filling)
    if not filling.is_open:
        raise AnsweringRefused("These answers were handed in already.")
    answered = reading.answers_of(filling)
    missing = [
        question
        for question in reading.asked(filling)
        if question.is_required and question.key not in answered
    ]
    if missing:
        raise Incomplete(missing)
    filling.state = FillingState.SUBMITTED
    filling.submitted_at, filling.submitted_by = timezone.now(), by
    filling.save(update_fields=["state", "submitted_at", "submitted_by"])
    said = {
        each.question.fact_key: each.value
        for each in answered.values()
        if each.question.fact_key and each.value is not None
    }
    bindings.note(
        school=filling.school,
        year=filling.year,
        said=said,
        questionnaire=filling.version.questionnaire.key,
        by=by,
    )
    record("handed in", filling, by=by)
    return filling


@transaction.atomic
def reopen(*, filling: Filling, reason: str, by) -> Filling:
    """Let answers that were handed in be changed again. ``reason`` stands on the trail."""
    filling = _locked(filling)
    if filling.is_open:
        raise AnsweringRefused("These answers are open already.")
    filling.state = FillingState.OPEN
    filling.submitted_at = filling.submitted_by = None
    filling.save(update_fields=["state", "submitted_at", "submitted_by"])
    record("reopened", filling, by=by, reason=reason)
    return filling


def _locked(filling):
    rows = Filling.objects.select_for_update(of=("self",))
    return rows.select_related("school", "version__questionnaire").get(pk=filling.pk)


def _row(filling, question, given, by, now):
    return Answer(
        filling=filling, question=question, value=given.value, note=given.note, by=by, at=now
    )


def _earlier(answer):
    return EarlierAnswer(
        answer=answer,
        revision=answer.revision,
        value=answer.value,
        note=answer.note,
        by=answer.by,
        at=answer.at,
    )


def _bases(answers, questions, seen):
    """{question pk: what the answer was when the page was drawn}; nothing yet is Given()."""
    seen_by_pk = {question.pk: seen.get(key, 0) for key, question in questions.items()}
    bases = {answer.question_id: Given() for answer in answers}
    old = []
    for answer in answers:
        revision = seen_by_pk[answer.question_id]
        if revision == answer.revision:
            bases[answer.question_id] = Given(answer.value, answer.note)
        elif revision:
            old.append(answer.pk)
    if old:
        for earlier in EarlierAnswer.objects.filter(answer__in=old).select_related("answer"):
            question_pk = earlier.answer.question_id
            if earlier.revision == seen_by_pk[question_pk]:
                bases[question_pk] = Given(earlier.value, earlier.note)
    return bases


def _merged(answer, given, base):
    """(what the answer becomes, did both change the same part of it to something else?)

    Value and note are parts of their own; where both changed one, it is as ``given``.
    """
    now = Given(answer.value, answer.note)
    parts = [
        _one(getattr(now, part), getattr(given, part), getattr(base, part))
        for part in ("value", "note")
    ]
    return Given(*(part for part, _ in parts)), any(is_conflict for _, is_conflict in parts)


def _one(theirs, mine, base):
    if mine in (theirs, base):
        return theirs, False
    return mine, theirs != base
