"""The figures of a year as lines: what dashboard, XLSX, CSV, report and its PDF print alike."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from hub.calendar.years import AcademicYear
from hub.charts import LineChart, Series
from schools.filters import NO_REGION
from schools.models import Region
from visits.engagement.counting import Tally, same_day_last_year, tallies, together
from visits.engagement.figures import FIGURES, MONTHS
from visits.engagement.pace import Pace, months_of, pace_of
from visits.engagement.targets import Targets, targets_of

SOURCE = "The portal’s own records of visits, and the school directory."
ALL = "All regions"


@dataclass(frozen=True)
class Line:
    """One number. ``about``: the region, ``when``: the month where it is one."""

    section: str
    what: str
    about: str
    year: str
    when: str
    number: int | Decimal
    target: int | None
    last_year: int | None
    definition: str
    as_at: datetime
    url: str = ""
    source: str = SOURCE


COLUMNS = {
    "Section": "section",
    "What": "what",
    "Region": "about",
    "Academic year": "year",
    "Month": "when",
    "Number": "number",
    "Target": "target",
    "A year ago today": "last_year",
    "What is counted": "definition",
    "Source": "source",
    "As at": "as_at",
}


@dataclass(frozen=True)
class Group:
    """A region, or all of them: its Tally, its target, and the name that lists are asked by."""

    name: str
    key: str
    tally: Tally
    target: int | None

    @property
    def still(self):
        """Visits that neither took place nor are planned, for the target to be met."""
        if self.target is None:
            return None
        return max(0, self.target - self.tally.done - self.tally.planned)


@dataclass(frozen=True)
class Engagement:
    """All figures of a year: of ``whole`` (all regions, or the one that was chosen) and of each."""

    year: int
    whole: Group
    groups: list[Group]
    targets: Targets
    pace: Pace | None
    as_at: datetime

    def url(self, key, group=None):
        """The list that a figure counts."""
        figure, group = FIGURES[key], group or self.whole
        query = figure.query(self.year) if callable(figure.query) else figure.query
        if figure.is_due:
            return due_url(group.key, **query)
        return _tracker_url(group, year=str(self.year), **query)

    def last_year_url(self, group):
        """The visits that had taken place a year ago today."""
        until = same_day_last_year(timezone.localdate(self.as_at))
        query = {"year": str(AcademicYear(self.year - 1)), "until": until.isoformat()}
        return _tracker_url(group, **query, **FIGURES["done"].query)

    def months(self):
        """[(month, target, done, done and planned)], each added up; None where nothing is known.

        What has no day yet is added with the last month.
        """
        months = months_of(self.year)
        tally, now = self.whole.tally, timezone.localdate(self.as_at).replace(day=1)
        grown = self.pace.target_by(months) if self.pace else [None] * len(months)
        done = planned = 0
        lines = []
        for month, target in zip(months, grown, strict=True):
            done += tally.done_by_month.get(month, 0)
            planned += tally.planned_by_month.get(month, 0)
            if month == months[-1]:
                planned += tally.planned_by_month.get(None, 0)
            past = month <= now
            lines.append((month, target, done if past else None, done + planned))
        return lines

    def chart(self):
        """Done and planned against the target, month by month."""
        months = self.months()
        tally, whole = self.whole.tally, self.whole
        told = f" of {whole.target}" if whole.target is not None else ""
        series = [
            Series("Done", [done for _, _, done, _ in months]),
            Series("With what is planned", [planned for *_, planned in months]),
        ]
        if self.pace:
            series.insert(0, Series("Target", [target for _, target, *_ in months]))
        return LineChart(
            "engagement",
            f"Visits in {self.year}, {whole.name}",
            f"{tally.done} visits done{told}, {tally.planned} planned.",
            [f"{month:%b}" for month, *_ in months],
            series,
            label_heading="By the end of",
        )


def engagement_of(year, *, region=None, today=None) -> Engagement:
    """The figures of a year; at most eight statements, however many regions and visits."""
    found = tallies(year, today=today, region=region)
    targets = targets_of(year)
    groups = [
        Group(each.name, each.name, found.get(each.pk, Tally()), targets.regions.get(each.pk))
        for each in ([region] if region else Region.objects.order_by("name"))
    ]
    if None in found and not region:
        groups.append(Group("No region", NO_REGION, found[None], None))
    whole = groups[0] if region else Group(ALL, "", together(found), targets.whole)
    pace = None
    if whole.target is not None:
        pace = pace_of(year, target=whole.target, done=whole.tally.done, today=today)
    return Engagement(year, whole, groups, targets, pace, timezone.now())


def due_url(region="", **query):
    """The list of who is due, of a region or, said in so many words, of all."""
    return f"{reverse('visits:due')}?{urlencode({'region': region, **query})}"


def _tracker_url(group, **query):
    """The tracker, of a group's region."""
    query |= {"region": group.key} if group.key else {}
    return f"{reverse('visits:tracker')}?{urlencode(query)}"


class Lines(list):
    """The lines, and the chart of the PDF."""

    def __init__(self, engagement):
        super().__init__(_lines(engagement))
        self.engagement = engagement
        self.chart = engagement.chart()


def _lines(engagement):
    whole = engagement.whole
    groups = [whole, *(each for each in engagement.groups if each is not whole)]
    for key, figure in FIGURES.items():
        for group in groups:
            is_done = key == "done"
            yield Line(
                figure.section,
                figure.label,
                group.name,
                str(engagement.year),
                "",
                figure.of(group.tally),
                group.target if is_done else None,
                group.tally.done_last_year if is_done else None,
                figure.definition,
                engagement.as_at,
                engagement.url(key, group),
            )
    for month, target, done, planned in engagement.months():
        for key, label, number in (
            ("done", "Visits done", done),
            ("planned", "Visits done and planned", planned),
        ):
            if number is not None:
                yield Line(
                    MONTHS,
                    label,
                    whole.name,
                    str(engagement.year),
                    f"{month:%B %Y}",
                    number,
                    target,
                    None,
                    FIGURES[key].definition,
                    engagement.as_at,
                )
