"""The result of an audit as one typed row: its page, PDF and tables print it."""

from dataclasses import dataclass
from datetime import datetime

from hub.calendar.years import AcademicYear
from hub.charts import Bar, BarChart
from schools.audits import outcome
from schools.audits.results import AreaResult, Result, change
from schools.choices import AuditLevel
from schools.models import Audit, School


@dataclass(frozen=True)
class AreaRow:
    """One area this year beside last: levels in words, and how it moved."""

    area: AreaResult
    now: str
    before: str
    change: str


@dataclass(frozen=True)
class AuditRow:
    """One audit that was handed in. ``before``: that of the year before, None without one."""

    school: School
    year: AcademicYear
    submitted_at: datetime | None
    submitted_by: str
    result: Result
    before: Result | None

    @property
    def last_year(self):
        """The year that stands beside it."""
        return self.year.previous

    @property
    def areas(self) -> list[AreaRow]:
        """Each area with last year's level."""
        before = self.before.levels if self.before else {}
        words = {area.key: area.status for area in self.before.areas} if self.before else {}
        return [
            AreaRow(
                area,
                area.status,
                words.get(area.key, "–"),
                change(before.get(area.key), area.level),
            )
            for area in self.result.areas
        ]

    @property
    def moved(self) -> str:
        """How many areas have moved since last year, in a sentence; "" with no audit then."""
        if self.before is None:
            return ""
        changes = [each.change for each in self.areas]
        further, back = changes.count("Further on"), changes.count("Further back")
        same = changes.count("As last year")
        return (
            f"Since {self.last_year}: {further} further on, {same} as before, {back} further back."
        )

    @property
    def chart(self) -> BarChart:
        """The level of each area, with last year's bar under this year's."""
        before = self.before.levels if self.before else {}
        bars = []
        for area in self.result.areas:
            bars.append(_bar(area.name, area.level, area.status, series=1))
            level = before.get(area.key)
            if level is not None:
                bars.append(_bar(str(self.last_year), level, level.label, series=2))
        beside = f", and {self.last_year}" if self.before else ""
        return BarChart(
            key="audit-levels",
            title=f"Levels of the areas, {self.year}{beside}",
            summary="; ".join(f"{area.name}: {area.status}" for area in self.result.areas),
            bars=bars,
            label_heading="Area",
            value_heading="Level",
            dense=True,
            most=int(AuditLevel.EXEMPLARY),
        )


def audit_row(audit: Audit) -> AuditRow:
    """The row of an audit that was handed in; seven statements."""
    before = outcome.year_before(audit)
    return AuditRow(
        school=audit.school,
        year=AcademicYear(audit.year),
        submitted_at=audit.filling.submitted_at,
        submitted_by=str(audit.filling.submitted_by or ""),
        result=outcome.result_of(audit),
        before=outcome.result_of(before) if before else None,
    )


def _bar(label, level, words, *, series):
    # "Not yet" is a sliver, not nothing: a bar of no width looks like a fault.
    width = 0 if level is None else max(float(level), 0.06)
    return Bar(label, width, words, series)
