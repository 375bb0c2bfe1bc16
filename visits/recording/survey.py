"""“Have Your Say” at a visit: begun, saved section by section, refused, handed in."""

from dataclasses import dataclass

from django.db import transaction

from hub.calendar.years import AcademicYear
from hub.surveys import answering, conditions, reading
from hub.surveys.answering import AnsweringRefused
from hub.surveys.models import Filling, Section
from hub.trail.record import record as note
from visits.choices import SurveyState
from visits.permissions import QUESTIONNAIRE
from visits.recording import keeping
from visits.recording.questionnaire import NOT_SAID
from visits.recording.refusals import RecordRefused


@dataclass(frozen=True)
class Progress:
    """How far a section of the survey is. ``is_skipped``: the school would rather not say."""

    section: Section
    asked: int
    answered: int
    is_skipped: bool

    @property
    def is_done(self):
        """Is there nothing more to ask?"""
        return self.is_skipped or self.answered >= self.asked

    @property
    def status(self):
        """Not started, in progress, completed."""
        if self.is_done:
            return "Completed"
        return "In progress" if self.answered else "Not started"


def filling_of(record) -> Filling | None:
    """The answers of a record; before it was begun one that is not kept, for its pages.

    None where the hub has published no questions.
    """
    if record.filling_id:
        return record.filling
    try:
        version = reading.published(QUESTIONNAIRE)
    except reading.NotAsked:
        return None
    visit = record.visit
    return Filling(version=version, school=visit.school, year=AcademicYear(visit.year))


def sections_of(filling) -> list[Section]:
    """The sections that have questions, in order."""
    asked = reading.questions_of(filling.version)
    return list(dict.fromkeys(question.section for question in asked))


def progress_of(filling) -> list[Progress]:
    """Every section in order; one statement beside the questions."""
    questions = reading.questions_of(filling.version)
    values = reading.values_of(filling) if filling.pk else {}
    shown = conditions.shown(questions, values)
    by_section: dict = {}
    for question in questions:
        if question.key in shown:
            by_section.setdefault(question.section, []).append(question)
    return [_progress(section, asked, values) for section, asked in by_section.items()]


def save(*, record, section, cleaned, seen, by):
    """Save a section as answering.save does, and begin the survey with the first one.

    Raises Overtaken after everything else is saved; RecordRefused when it was refused or handed in.
    """
    record = _begun(record, by)
    try:
        return answering.save(
            filling=record.filling, section=section, cleaned=cleaned, seen=seen, by=by
        )
    except AnsweringRefused as refusal:
        raise RecordRefused(str(refusal)) from refusal


@transaction.atomic
def refuse(*, record, reason, by):
    """The school would rather not fill in the survey: that is an answer, with its reason."""
    record = keeping.locked(record)
    if record.survey_state == SurveyState.DONE:
        raise RecordRefused("The survey is handed in already.")
    record.survey_state, record.survey_refusal = SurveyState.REFUSED, reason
    keeping.touch(record, ["survey_state", "survey_refusal"], by=by)
    note("refused the survey of", record, by=by, fields=["survey_refusal"])


@transaction.atomic
def take_up(*, record, by):
    """The school fills in the survey after all, or something in it is corrected."""
    record = keeping.locked(record)
    if record.survey_state == SurveyState.DONE:
        answering.reopen(filling=record.filling, reason="Corrected after the visit.", by=by)
    elif record.survey_state != SurveyState.REFUSED:
        return
    is_begun = record.filling_id is not None
    record.survey_state = SurveyState.OPEN if is_begun else SurveyState.NOT_ASKED
    record.survey_refusal = ""
    keeping.touch(record, ["survey_state", "survey_refusal"], by=by)
    note("opened the survey of", record, by=by)


@transaction.atomic
def hand_in(*, record, by):
    """The survey is filled in: its answers stand, and what they say of facts is told."""
    record = keeping.locked(record)
    if record.filling_id is None or record.survey_state == SurveyState.REFUSED:
        raise RecordRefused("Nothing is answered yet. Answer at least one section first.")
    try:
        answering.submit(filling=record.filling, by=by)
    except AnsweringRefused as refusal:
        raise RecordRefused(str(refusal)) from refusal
    record.survey_state = SurveyState.DONE
    keeping.touch(record, ["survey_state"], by=by)


@transaction.atomic
def _begun(record, by):
    record = keeping.locked(record)
    if record.survey_state == SurveyState.REFUSED:
        raise RecordRefused("The school has refused the survey. Open it again first.")
    if record.filling_id is None:
        filling = filling_of(record)
        if filling is None:
            raise RecordRefused("The hub has published no survey.")
        record.filling = answering.start(
            version=filling.version, school=filling.school, year=filling.year, by=by
        )
        record.survey_state = SurveyState.OPEN
        keeping.touch(record, ["filling", "survey_state"], by=by)
    return record


def _progress(section, asked, values):
    skipped = [question for question in asked if question.key.endswith(NOT_SAID)]
    others = [question for question in asked if question not in skipped]
    return Progress(
        section,
        asked=len(others),
        answered=sum(values.get(question.key) is not None for question in others),
        is_skipped=any(values.get(question.key) for question in skipped),
    )


def read(filling) -> list[tuple]:
    """[(section, [reading.Answered])] of what was answered, in order."""
    found: dict = {}
    for each in reading.answers_of(filling).values():
        found.setdefault(each.question.section, []).append(each)
    return list(found.items())
