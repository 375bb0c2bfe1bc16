"""Reading questionnaires and answers: what is asked now, what was answered, last year's."""

from dataclasses import dataclass

from hub.kept import Kept
from hub.surveys import conditions, kinds
from hub.surveys.models import Answer, Filling, Question, Section, Version

#: {version: its questions} of those that were published. Anew each hour, lest it only grows.
_published = Kept(dict, seconds=3600)


class NotAsked(LookupError):
    """There is no published version of this questionnaire."""


@dataclass(frozen=True)
class Answered:
    """One answer with its question. ``words``: as people read it; "" for a note alone."""

    question: Question
    answer: Answer

    @property
    def value(self):
        """As its kind stores it."""
        return self.answer.value

    @property
    def note(self):
        """The text beside the answer."""
        return self.answer.note

    @property
    def words(self):
        """The answer as people read it."""
        return kinds.words(self.question, self.answer.value)


def published(key) -> Version:
    """The version of a questionnaire that is asked now. Raises NotAsked when there is none."""
    rows = Version.objects.published().select_related("questionnaire")
    version = rows.filter(questionnaire__key=key).first()
    if version is None:
        raise NotAsked(f"No version of the questionnaire {key} is published.")
    return version


def sections_of(version) -> list[Section]:
    """Its sections in their order."""
    return list(version.sections.all())


def questions_of(version) -> list[Question]:
    """All its questions in their order; one statement.

    Those of a version that was published never change, so a process reads them once: nobody may
    change the rows that are returned.
    """
    if version.is_draft:
        return list(version.questions.select_related("section"))
    kept = _published()
    if version.pk not in kept:
        kept[version.pk] = list(version.questions.select_related("section"))
    return list(kept[version.pk])


def asked(filling, questions=None) -> list[Question]:
    """The questions that are asked, given the answers so far; two statements at most."""
    questions = questions_of(filling.version) if questions is None else questions
    keys = conditions.shown(questions, values_of(filling))
    return [question for question in questions if question.key in keys]


def values_of(filling) -> dict[str, object]:
    """{question key: stored answer}, whether it is asked or not; one statement."""
    return dict(filling.answers.values_list("question__key", "value"))


def answers_of(filling) -> dict[str, Answered]:
    """{question key: Answered} of what is asked and was answered, in order; two statements."""
    questions = questions_of(filling.version)
    answers = {answer.question_id: answer for answer in filling.answers.select_related("by")}
    values = {q.key: answers[q.pk].value for q in questions if q.pk in answers}
    keys = conditions.shown(questions, values)
    return {
        question.key: Answered(question, answer)
        for question in questions
        if question.key in keys
        and (answer := answers.get(question.pk))
        and (answer.value is not None or answer.note)
    }


def last_submitted(*, key, school, year) -> Filling | None:
    """What a school handed in last for a questionnaire in a year, whatever its version then."""
    rows = Filling.objects.submitted().select_related("version", "school")
    rows = rows.filter(version__questionnaire__key=key, school=school, year=year)
    return rows.order_by("-submitted_at", "-pk").first()


def year_before(filling) -> Filling | None:
    """What the same school handed in a year ago; None for answers of no school."""
    if filling.school_id is None:
        return None
    rows = Filling.objects.submitted().filter(
        version__questionnaire=filling.version.questionnaire_id,
        school=filling.school_id,
        year=filling.year - 1,
    )
    return rows.select_related("version").order_by("-submitted_at", "-pk").first()
