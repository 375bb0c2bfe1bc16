"""What a lead sees of the answers: counts of five people or more, that cannot be subtracted.

A summary grows in steps. Were it counted anew after each answer, one look before and one after
would tell what that one colleague said. So every question on its own shows no answers until there
are ``least`` of them, and then more only when ``least`` more have been given (decision 20).
"""

from dataclasses import dataclass, field

from hub.calendar.years import AcademicYear
from hub.surveys import conditions, kinds
from hub.surveys.choices import NO, STEERING, YES, Kind
from hub.surveys.models import Answer, Filling
from schools.lineage import lineage_of
from schools.models import ConfidenceSurvey

_TEXTS = (Kind.TEXT, Kind.LONG_TEXT)


@dataclass(frozen=True)
class Row:
    """One answer: how many gave it this year, and last year (None when that is not known)."""

    words: str
    now: int
    before: int | None


@dataclass(frozen=True)
class Line:
    """One question: ``counted`` people answered it, 0 when it is not shown."""

    question: object
    counted: int
    rows: list[Row] = field(default_factory=list)
    average: str = ""
    average_before: str = ""
    texts: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Summary:
    """The summary of a survey: of ``counted`` people, beside that of the year before."""

    counted: int
    lines: list[Line]
    year_before: AcademicYear | None = None
    counted_before: int = 0


def revealed(values, least):
    """The answers that may be shown. ``values``: in the order in which they came, None for none.

    Whole steps of ``least`` people alone count, and of a question that not everybody answered
    what came since it was last shown waits until there are ``least`` answers of it.
    """
    shown, waiting = [], []
    for start in range(0, len(values) - least + 1, least):
        waiting += [value for value in values[start : start + least] if value is not None]
        if len(waiting) >= least:
            shown += waiting
            waiting = []
    return shown


def summary_of(survey) -> Summary | None:
    """The summary of a survey; None as long as too few have answered."""
    if not survey.counted:
        return None
    last = _year_before(survey)
    before = _shown(last) if last else {}
    lines = [
        _line(question, values, before.get(question.key))
        for question, values in _shown(survey).values()
    ]
    return Summary(
        counted=survey.counted,
        lines=lines,
        year_before=last.year if last else None,
        counted_before=last.counted if last else 0,
    )


def _year_before(survey):
    rows = ConfidenceSurvey.objects.filter(
        school__in=lineage_of(survey.school), year=survey.year - 1
    )
    found = rows.select_related("version").first()
    return found if found is not None and found.counted else None


def _shown(survey):
    """{question key: (question, the answers of it that may be shown)}; three statements."""
    questions = list(survey.version.questions.select_related("section"))
    fillings = Filling.objects.submitted().filter(
        version=survey.version_id, school=survey.school_id, year=survey.year
    )
    # The numbers of rows follow the order in which answers came: they are made under a lock.
    order = list(fillings.order_by("pk").values_list("pk", flat=True))
    by_filling: dict = {pk: {} for pk in order}
    answers = Answer.objects.filter(filling__in=order).exclude(value=None)
    keys = {question.pk: question.key for question in questions}
    for filling, question, value in answers.values_list("filling", "question", "value"):
        by_filling[filling][keys[question]] = value
    asked = {pk: conditions.shown(questions, values) for pk, values in by_filling.items()}
    return {
        question.key: (
            question,
            revealed(
                [
                    by_filling[pk].get(question.key) if question.key in asked[pk] else None
                    for pk in order
                ],
                survey.least,
            ),
        )
        for question in questions
    }


def _line(question, values, last):
    if not values:
        return Line(question, 0)
    before = last[1] if last and last[0].kind == question.kind else []
    if question.kind in _TEXTS:
        # In the order of the alphabet: in that of their coming they could be told apart.
        return Line(question, len(values), texts=sorted(values, key=str.casefold))
    if question.kind in STEERING:
        rows = _rows(question, values, before)
        now, then = _average(question, values), _average(last[0], before) if before else ""
        return Line(question, len(values), rows, now, then)
    if question.kind == Kind.NUMBER:
        return Line(question, len(values), average=_mean(values), average_before=_mean(before))
    return Line(question, 0)


def _rows(question, values, before):
    named = {YES: "Yes", NO: "No"} if question.kind == Kind.YES_NO else {}
    named |= kinds.option_words(question)
    counts, old = _counts(values), _counts(before)
    return [
        Row(words, counts.get(key, 0), old.get(key, 0) if before else None)
        for key, words in named.items()
    ]


def _counts(values):
    found: dict = {}
    for value in values:
        for key in conditions.as_keys(value):
            found[key] = found.get(key, 0) + 1
    return found


def _average(question, values):
    """The mean of what the chosen steps count; "" for a question whose answers count nothing."""
    worth = {option["key"]: option.get("value") for option in question.options}
    counted = [worth[v] for v in values if isinstance(v, str) and worth.get(v) is not None]
    highest = max((each for each in worth.values() if each is not None), default=0)
    if question.kind != Kind.SCALE or not counted or not highest:
        return ""
    return f"{_mean(counted)} of {highest}"


def _mean(numbers):
    return f"{sum(numbers) / len(numbers):.1f}" if numbers else ""
