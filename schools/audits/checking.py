"""Everything that an open audit holds, area by area, to look over before it is handed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hub.surveys import reading
from hub.surveys.choices import Kind
from schools.audits.progress import AreaProgress


@dataclass(frozen=True)
class Line:
    """One question: its answer in words, "" without one, the note, and whose it is."""

    wording: str
    words: str
    note: str = ""
    who: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class CheckedArea:
    """One area: how far it is, and its lines. Facts that nobody has answered are left out."""

    progress: AreaProgress
    lines: Sequence[Line]


def checked(audit, progress) -> list[CheckedArea]:
    """Every area with its lines; three statements."""
    answered = reading.answers_of(audit.filling)
    lines: dict = {}
    for question in reading.questions_of(audit.filling.version):
        found = answered.get(question.key)
        if found or question.kind == Kind.SCALE:
            lines.setdefault(question.section.key, []).append(_line(question, found))
    return [CheckedArea(area, lines.get(area.key, [])) for area in progress]


def _line(question, found):
    if found is None:
        return Line(question.wording, "")
    who = str(found.answer.by or "Somebody whose account is gone")
    return Line(question.wording, found.words, found.note, who, found.answer.at)
