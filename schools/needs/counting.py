"""Counts the figures across schools: typed rows for page, files and report alike.

Source of every row: the facts of the fact base that hold, through KnownYear; as at ``as_at``.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, F
from django.utils import timezone

from hub.calendar.years import AcademicYear
from schools.models import KnownYear
from schools.needs.figures import FIGURES, TRAINING, Figure
from schools.needs.groups import ALL, Group, groups_from, places
from schools.needs.spreads import Spread, spreads_of


@dataclass(frozen=True)
class Row:
    """One figure of one group in one year: how many schools gave each answer, of how many.

    ``numbers``: in the order of ``figure.answers``; ``told``: how many told at all. ``asked``: how
    many schools of the group there are of which the figure is asked.
    """

    figure: Figure
    group: Group
    year: AcademicYear
    numbers: tuple[int, ...]
    told: int
    asked: int

    def share(self, place):
        """Per cent of those that told, None when nobody did."""
        return round(100 * self.numbers[place] / self.told) if self.told else None

    @property
    def cells(self):
        """The counts that share the schools out: one for each answer, and who has not told."""
        return (*self.numbers, self.not_told)

    @property
    def low(self):
        """Per cent of those that told who are not yet or emerging in an area of the audit."""
        return round(100 * sum(self.numbers[:2]) / self.told) if self.told else None

    @property
    def not_told(self):
        """How many of the schools have not told."""
        return self.asked - self.told

    @property
    def mean(self):
        """The mean of the answers by their place, for levels; None when nobody told."""
        total = sum(place * number for place, number in enumerate(self.numbers))
        return round(total / self.told, 1) if self.told else None


@dataclass
class Needs:
    """Everything that the overview says. ``rows``: {(figure, kind of group, key, year): Row}."""

    years: list[AcademicYear]
    groups: list[Group]
    rows: dict[tuple, Row]
    spreads: dict[tuple, Spread]
    as_at: datetime = field(default_factory=timezone.now)

    @property
    def all(self):
        """The group of all schools."""
        return self.groups[0]

    def of_kind(self, kind):
        """The groups of a kind."""
        return [group for group in self.groups if group.kind == kind]

    def row(self, figure, group=None, year=None):
        """One Row: of all schools and of the newest year unless said otherwise."""
        group = self.all if group is None else group
        return self.rows[figure.key, group.kind, group.key, year or self.years[0]]


def answers_of(schools, figures, year) -> list[Row]:
    """One Row of all the schools of a queryset for each of the figures; two statements."""
    asked = schools.order_by().count()
    counts = {
        f"{n}_{place}": Count("pk", filter=where)
        for n, figure in enumerate(figures)
        for place, where in enumerate((*(each.where for each in figure.answers), figure.told))
    }
    told = KnownYear.objects.filter(school__in=schools.order_by(), year=year).aggregate(**counts)
    group = Group(ALL, "", "All schools", asked)
    return [
        Row(
            figure,
            group,
            year,
            tuple(told[f"{n}_{place}"] for place in range(len(figure.answers))),
            told[f"{n}_{len(figure.answers)}"],
            asked,
        )
        for n, figure in enumerate(figures)
    ]


def needs_of(schools, years) -> Needs:
    """The figures of the schools of a queryset; at most six statements.

    ``years``: the newest first; groups by region and phase are told for the newest alone.
    """
    of = schools.order_by().values_list("region__name", "phase").annotate(Count("pk"))
    counted = list(of)
    told = KnownYear.objects.filter(school__in=schools.order_by(), year__in=years)
    totals = _totals(told)
    for key, number in _topics(told).items():
        totals[key] = number
    return needs_from(years, counted, totals, spreads_of(told, years[0]))


def needs_from(years, counted, totals, spreads) -> Needs:
    """The figures from what was counted.

    ``counted``: [(region's name, phase, schools)]; ``totals``: {(figure, answer or "told", kind of
    group, key, year): schools}, which says 0 of what it does not hold.
    """
    groups, asked = groups_from(counted), _asked(counted)
    rows = {}
    for group in groups:
        for year in years if group.kind == ALL else years[:1]:
            for figure in FIGURES.values():
                rows[figure.key, group.kind, group.key, year] = _row(
                    figure, group, year, totals, asked
                )
    return Needs(years, groups, rows, spreads)


def _row(figure, group, year, totals, asked):
    place = (group.kind, group.key, year)
    numbers = tuple(totals[figure.key, answer.value, *place] for answer in figure.answers)
    told = sum(numbers) if figure.adds_up else totals[figure.key, "told", *place]
    return Row(figure, group, year, numbers, told, asked[figure.key, group.kind, group.key])


def _asked(counted):
    """{(figure, kind, key): schools of which the figure is asked}."""
    found: dict = defaultdict(int)
    for figure in FIGURES.values():
        for region, phase, number in counted:
            if not figure.phases or phase in figure.phases:
                for kind, key in places(region, phase):
                    found[figure.key, kind, key] += number
    return found


def _totals(told):
    """{(figure, answer, kind, key, year): schools}: one statement, whose answer is added up here.

    Regions, phases and all are sums of the same few groups, so the rows are read once.
    """
    counts = {}
    for figure in FIGURES.values():
        if figure.section == TRAINING:
            continue  # a school names several: counted by topic, in a statement of its own
        for answer in figure.answers:
            counts[f"{figure.key}={answer.value}"] = Count("pk", filter=answer.where)
    for figure in FIGURES.values():
        if not figure.adds_up:
            counts[f"{figure.key}=told"] = Count("pk", filter=figure.told)
    named = {name.replace("-", "_").replace("=", "__"): name for name in counts}
    rows = (
        told.order_by()
        .values("year", "school__phase", region=F("school__region__name"))
        .annotate(**{alias: counts[name] for alias, name in named.items()})
    )
    found: dict = defaultdict(int)
    for row in rows:
        for alias, name in named.items():
            figure, value = name.split("=")
            phases = FIGURES[figure].phases
            if row[alias] and (not phases or row["school__phase"] in phases):
                for kind, key in places(row["region"], row["school__phase"]):
                    found[figure, value, kind, key, row["year"]] += row[alias]
    return found


def _topics(told):
    """The same of topics of training: {("training", topic, kind, key, year): schools}.

    Schools that named the same ones are counted together: a row a topic and school is thrice as
    much work for the database.
    """
    rows = (
        told.order_by()
        .exclude(topics=[])
        .values_list("topics", "year", "school__region__name", "school__phase")
        .annotate(Count("pk"))
    )
    found: dict = defaultdict(int)
    for topics, year, region, phase, number in rows:
        for kind, key in places(region, phase):
            for topic in topics:
                found["training", topic, kind, key, year] += number
    return found
