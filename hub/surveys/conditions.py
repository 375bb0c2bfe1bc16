"""Which questions are asked, given what was answered so far."""

from hub.surveys.choices import NO, YES


def shown(questions, values):
    """Keys of the questions that are asked. ``values``: {key: answer as it is stored}.

    A question that hangs on one which is not asked is not asked either.
    """
    by_pk = {question.pk: question for question in questions}
    found: dict[int, bool] = {}

    def is_shown(question):
        if question.pk not in found:
            found[question.pk] = False  # whatever hangs on itself is not asked
            parent = by_pk.get(question.shown_if_question_id)
            found[question.pk] = question.shown_if_question_id is None or (
                parent is not None
                and is_shown(parent)
                and not set(question.shown_if_values).isdisjoint(as_keys(values.get(parent.key)))
            )
        return found[question.pk]

    return {question.key for question in questions if is_shown(question)}


def as_keys(value):
    """The keys of options that an answer stands for."""
    if isinstance(value, bool):
        return [YES if value else NO]
    if isinstance(value, list):
        return value
    return [] if value is None else [value]
