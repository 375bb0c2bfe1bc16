"""What a school's audit said, for the plan: levels, strengths and next steps of an area."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hub.calendar.years import AcademicYear
from schools.audits.outcome import audit_of, result_of
from schools.audits.results import NextStep
from schools.choices import AuditLevel

__all__ = ["AreaSaid", "NextStep", "next_steps_of", "said_in", "said_of_area"]


@dataclass(frozen=True)
class AreaSaid:
    """What the audit said of one area. ``level``: None when the school was not sure.

    ``levels``: {wording of a statement: its level, None without one}; ``strengths``: sentences.
    """

    area: str
    name: str
    level: AuditLevel | None
    status: str
    levels: Mapping[str, AuditLevel | None] = field(default_factory=dict)
    strengths: list[str] = field(default_factory=list)
    next_steps: list[NextStep] = field(default_factory=list)


def said_in(school, year: AcademicYear) -> dict[str, AreaSaid]:
    """{area: what was said of it} in the audit that a school handed in for a year; {} without one.

    Four statements, however many areas.
    """
    audit = audit_of(school, year)
    return {} if audit is None else {each.key: _said(each) for each in result_of(audit).areas}


def said_of_area(school, year: AcademicYear, area: str) -> AreaSaid | None:
    """What was said of one area; None without an audit, or when it was not asked."""
    return said_in(school, year).get(area)


def next_steps_of(school, year: AcademicYear) -> list[NextStep]:
    """Every next step of the audit of a year, the most pressing first; [] without an audit."""
    audit = audit_of(school, year)
    return [] if audit is None else result_of(audit).all_steps


def _said(area):
    return AreaSaid(
        area=area.key,
        name=area.name,
        level=area.level,
        status=area.status,
        levels={each.wording: each.level for each in area.given},
        strengths=[each.words or each.wording for each in area.strengths],
        next_steps=area.next_steps,
    )
