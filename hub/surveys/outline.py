"""A version laid out for its page: sections, and each question with what is said of it."""

from dataclasses import dataclass

from hub.surveys import bindings, checking, kinds
from hub.surveys.choices import BOUNDED, Kind


@dataclass(frozen=True)
class Line:
    """One question: ``facts`` are short sentences about its answer."""

    question: object
    facts: list
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class Part:
    """One section with its questions."""

    section: object
    lines: list
    is_first: bool
    is_last: bool


def outline_of(version) -> list[Part]:
    """Every section of a version with its questions; two statements."""
    sections = list(version.sections.all())
    facts = bindings.facts()
    by_section: dict = {}
    for question in checking.in_order(version):
        by_section.setdefault(question.section_id, []).append(question)
    return [
        Part(
            section,
            _lines(by_section.get(section.pk, []), facts),
            is_first=at == 0,
            is_last=at == len(sections) - 1,
        )
        for at, section in enumerate(sections)
    ]


def _lines(questions, facts):
    return [
        Line(each, _said(each, facts), is_first=at == 0, is_last=at == len(questions) - 1)
        for at, each in enumerate(questions)
    ]


def _said(question, facts):
    said = [question.get_kind_display()]
    named = list(kinds.option_words(question).values())
    if named:
        said[0] += f": {', '.join(named)}"
    if question.kind in BOUNDED and question.maximum is not None:
        least, most = kinds.bounds(question)
        said[0] += f", {least:,.0f} to {most:,.0f} {question.unit}".rstrip()
    if question.kind in (Kind.TEXT, Kind.LONG_TEXT):
        said[0] += f", up to {kinds.longest(question):,} characters"
    if question.is_required:
        said.append("Must be answered")
    if question.takes_note:
        said.append(f"Takes a note: {question.note_label or 'Your notes'}")
    if question.shown_if_question_id:
        said.append(f"Asked only {checking.condition_words(question)}")
    if question.fact_key:
        fact = facts.get(question.fact_key)
        said.append(f"Asks for the fact “{fact.label if fact else question.fact_key}”")
    if question.carries_over:
        said.append("Shows last year’s answer")
    return said
