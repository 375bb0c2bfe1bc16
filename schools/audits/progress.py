"""How far an open audit is: each area with what is answered, by whom and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from hub.surveys import reading
from hub.surveys.choices import Kind


@dataclass(frozen=True)
class AreaProgress:
    """One area of an open audit. ``open``: wordings of statements without an answer."""

    key: str
    name: str
    statements: int
    open: Sequence[str]
    files: int = 0
    by: str = ""
    at: datetime | None = None

    @property
    def answered(self):
        """How many statements have an answer."""
        return self.statements - len(self.open)

    @property
    def is_done(self):
        """Does every statement have an answer?"""
        return not self.open

    @property
    def status(self):
        """Not started, in progress, completed."""
        if self.is_done:
            return "Completed"
        return "In progress" if self.answered or self.at else "Not started"

    @property
    def kind(self):
        """The colour of the tag."""
        return {"Completed": "ok", "In progress": "info"}.get(self.status, "warn")


def progress_of(audit) -> list[AreaProgress]:
    """Every area in order; four statements."""
    answers = {each.question_id: each for each in audit.filling.answers.select_related("by")}
    files = dict(audit.files.order_by().values_list("area").annotate(Count("pk")))
    areas: dict = {}
    for question in reading.questions_of(audit.filling.version):
        areas.setdefault(question.section, []).append(question)
    return [_progress(section, asked, answers, files) for section, asked in areas.items()]


def open_areas(audit, after) -> list[str]:
    """Keys of the areas that are not completed, from the one after ``after`` on and round to it.

    One statement, which reads no more than that.
    """
    answers = audit.filling.answers.values_list("question_id", "value")
    given = {question for question, value in answers if value is not None}
    areas: dict[str, bool] = {}
    for question in reading.questions_of(audit.filling.version):
        is_open = question.kind == Kind.SCALE and question.pk not in given
        areas[question.section.key] = areas.get(question.section.key, False) or is_open
    keys = list(areas)
    at = keys.index(after) + 1 if after in keys else 0
    return [key for key in (*keys[at:], *keys[:at]) if areas[key]]


def tasks_of(audit, areas) -> list[dict]:
    """The areas as tasks, for components/task_list.html."""
    return [
        {
            "text": area.name,
            "url": reverse("schools:audit_area", args=[audit.school_id, audit.year, area.key]),
            "hint": _hint(area),
            "status": area.status,
            "kind": area.kind,
        }
        for area in areas
    ]


def _progress(section, asked, answers, files):
    statements = [each for each in asked if each.kind == Kind.SCALE]
    given = [answers[each.pk] for each in asked if each.pk in answers]
    newest = max(given, key=lambda each: each.at, default=None)
    return AreaProgress(
        key=section.key,
        name=section.title,
        statements=len(statements),
        open=[each.wording for each in statements if _is_open(answers.get(each.pk))],
        files=files.get(section.key, 0),
        by=str(newest.by or "Somebody whose account is gone") if newest else "",
        at=newest.at if newest else None,
    )


def _is_open(answer):
    return answer is None or answer.value is None


def _hint(area):
    """ "3 of 5 statements, 2 files. Last: Ada Lead, 26 November"."""
    if area.at is None and not area.files:
        return f"{area.statements} statements"
    files = f", {area.files} file{'' if area.files == 1 else 's'}" if area.files else ""
    last = f". Last: {area.by}, {timezone.localtime(area.at):%-d %B}" if area.at else ""
    return f"{area.answered} of {area.statements} statements{files}{last}"
