"""What stands in a form before anything was answered, and where it comes from."""

from hub.calendar.years import AcademicYear
from hub.surveys import bindings, kinds, reading
from hub.surveys.bindings import Known


def known_for(filling, questions, *, facts=None) -> dict[str, Known]:
    """{question key: Known} of these questions, none of which was answered yet.

    Facts of the year first; then, for questions that carry over, last year's facts and answers.
    ``facts``: {fact key: Known} of the year, when the caller has them at hand.
    """
    found: dict[str, Known] = {}
    if filling.school_id is None:
        return found
    bound = [question for question in questions if question.fact_key]
    if bound:
        if facts is None:
            facts = bindings.known(filling.school, filling.year)
        found |= _bound(bound, facts)
    carried = [each for each in questions if each.carries_over and each.key not in found]
    if not carried:
        return found
    last = AcademicYear(filling.year - 1)
    if any(question.fact_key for question in carried):
        before = bindings.known(filling.school, last)
        origins = {key: Known(each.value, f"Known of {last}") for key, each in before.items()}
        found |= _bound([each for each in carried if each.fact_key], origins)
    earlier = reading.year_before(filling)
    if earlier is not None:
        answers = reading.answers_of(earlier)
        found |= {
            question.key: Known(answers[question.key].value, f"From your answers in {last}")
            for question in carried
            if question.key not in found and _still_fits(question, answers.get(question.key))
        }
    return found


def _bound(questions, facts):
    return {
        question.key: facts[question.fact_key]
        for question in questions
        if question.fact_key in facts
    }


def _still_fits(question, answered):
    """Was there an answer of the same kind, and can it still be chosen?"""
    if answered is None or answered.value is None or answered.question.kind != question.kind:
        return False
    named = kinds.option_words(question)
    given = answered.value if isinstance(answered.value, list) else [answered.value]
    return not named or set(given) <= set(named)
