"""Counts of visits and schools by region, from which dashboard, plans and reports are laid out.

A visit counts when its type counts towards the cycle. Numbers are of schools and visits, not of
persons, so that small ones are not hidden.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from schools.models import School
from visits.choices import COMING, TOOK_PLACE, SurveyState, VisitState
from visits.cycle import never_visited, past_at_end, past_cycle
from visits.models import Visit


@dataclass
class Tally:
    """What is counted of a region, or of all: visits of a year, and schools as they stand."""

    done: int = 0
    done_last_year: int = 0
    planned: int = 0
    all_done: int = 0
    refused: int = 0
    no_reply: int = 0
    unanswered: int = 0
    surveys: int = 0
    surveys_refused: int = 0
    kilometres: Decimal = Decimal(0)
    schools: int = 0
    never: int = 0
    outside: int = 0
    outside_at_end: int = 0
    done_by_month: dict = field(default_factory=lambda: defaultdict(int))
    planned_by_month: dict = field(default_factory=lambda: defaultdict(int))

    @property
    def inside(self):
        """Schools that were visited within the cycle."""
        return self.schools - self.outside

    @property
    def inside_at_end(self):
        """Schools that will be inside the cycle when the year ends, on present plans."""
        return self.schools - self.outside_at_end

    def add(self, other):
        """Add what another region counts."""
        for name, number in vars(other).items():
            if isinstance(number, dict):
                for month, count in number.items():
                    getattr(self, name)[month] += count
            else:
                setattr(self, name, getattr(self, name) + number)


def tallies(year, *, today=None, region=None) -> dict[int | None, Tally]:
    """{primary key of the region, None for schools without one: its Tally}; three statements.

    ``region``: of this one alone.
    """
    today = today or timezone.localdate()
    found: dict = defaultdict(Tally)
    of = {"school__region": region} if region else {}
    _visits(found, Visit.objects.filter(year=year, **of))
    _last_year(found, Visit.objects.filter(year=year - 1, **of), today)
    schools = School.objects.open()
    _schools(found, schools.filter(region=region) if region else schools, year, today)
    return dict(found)


def together(found) -> Tally:
    """The Tally of all regions."""
    total = Tally()
    for tally in found.values():
        total.add(tally)
    return total


def same_day_last_year(today) -> datetime.date:
    """The day of the year before; 28 February for 29."""
    try:
        return today.replace(year=today.year - 1)
    except ValueError:
        return today.replace(year=today.year - 1, day=28)


def _visits(found, visits):
    survey = Q(state__in=TOOK_PLACE, record__survey_state=SurveyState.DONE)
    refusal = Q(state__in=TOOK_PLACE, record__survey_state=SurveyState.REFUSED)
    rows = (
        visits.order_by()
        .annotate(month=TruncMonth("starts_at", tzinfo=timezone.get_default_timezone()))
        .values("school__region", "state", "type__counts", "month")
        .annotate(
            number=Count("pk"),
            surveys=Count("pk", filter=survey),
            refusals=Count("pk", filter=refusal),
            far=Sum("kilometres", default=Decimal(0)),
        )
    )
    for row in rows:
        tally, number = found[row["school__region"]], row["number"]
        month = row["month"] and row["month"].date()
        if row["state"] in TOOK_PLACE:
            tally.all_done += number
            tally.surveys += row["surveys"]
            tally.surveys_refused += row["refusals"]
            tally.kilometres += row["far"]
        tally.refused += number if row["state"] == VisitState.REFUSED else 0
        tally.no_reply += number if row["state"] == VisitState.NO_REPLY else 0
        tally.unanswered += number if row["state"] == VisitState.PROPOSED else 0
        if row["type__counts"] and row["state"] in TOOK_PLACE:
            tally.done += number
            tally.done_by_month[month] += number
        elif row["type__counts"] and row["state"] in COMING:
            tally.planned += number
            tally.planned_by_month[month] += number


def _last_year(found, visits, today):
    """Those that had taken place a year ago today."""
    until = timezone.make_aware(
        datetime.datetime.combine(
            same_day_last_year(today) + datetime.timedelta(days=1), datetime.time.min
        )
    )
    rows = visits.counting().filter(starts_at__lt=until).order_by().values_list("school__region")
    for region, number in rows.annotate(number=Count("pk")):
        found[region].done_last_year += number


def _schools(found, schools, year, today):
    rows = (
        schools.order_by()
        .values("region")
        .annotate(
            number=Count("pk"),
            never=Count("pk", filter=never_visited()),
            outside=Count("pk", filter=past_cycle(today)),
            outside_at_end=Count("pk", filter=past_at_end(year, today)),
        )
    )
    for row in rows:
        tally = found[row["region"]]
        tally.schools, tally.never = row["number"], row["never"]
        tally.outside, tally.outside_at_end = row["outside"], row["outside_at_end"]
