"""What is read anew whenever a regional plan is looked at, and what changed since its last review.

Actions belong to the plan of the region in which their school now stands, so that those of a school
that another follows, or that goes into another region, are found where somebody looks after them.
"""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.dateparse import parse_date

from hub.calendar.years import AcademicYear
from schools.choices import ActionState, StrategicFunction
from schools.models import School
from visits.cycle import past_cycle
from visits.engagement.counting import Tally, tallies
from visits.models import Action, Visit

#: Schools, visits and actions that are named on one page.
NAMED = 30
#: (key, words) of the numbers that are kept with a review.
KEPT = (
    ("done", "Visits done"),
    ("planned", "Visits planned"),
    ("outside", "Schools outside the cycle"),
    ("open", "Actions to do"),
    ("overdue", "Actions overdue"),
    ("closed", "Actions done"),
)


def actions_of(plan):
    """Its actions: agreed in its year, and those from before that were unfinished when it began."""
    year = AcademicYear(plan.year)
    before = Q(year__lt=year) & (Q(closed_at=None) | Q(closed_at__date__gte=year.starts_on))
    rows = Action.objects.filter(in_plan=True, school__region=plan.region)
    return rows.filter(Q(year=year) | before)


def visits_of(plan):
    """Its visits: of its year, to schools that now stand in its region."""
    return Visit.objects.filter(year=plan.year, school__region=plan.region)


def schools_outside(plan, today=None):
    """Open schools of its region that are past the cycle, the longest ago first."""
    schools = School.objects.open().filter(past_cycle(today), region=plan.region)
    return schools.order_by("visit_standing__last_counted_on", "search_name", "pk")


@dataclass(frozen=True)
class Count:
    """How the actions of a strategic function stand."""

    function: StrategicFunction
    open: int = 0
    in_progress: int = 0
    overdue: int = 0
    done: int = 0
    dropped: int = 0


@dataclass(frozen=True)
class Standing:
    """How a plan stands today: its Tally, and a Count for each strategic function."""

    tally: Tally
    counts: list[Count]

    @property
    def numbers(self):
        """{key of KEPT: number}."""
        return {
            "done": self.tally.done,
            "planned": self.tally.planned,
            "outside": self.tally.outside,
            "open": sum(each.open + each.in_progress for each in self.counts),
            "overdue": sum(each.overdue for each in self.counts),
            "closed": sum(each.done for each in self.counts),
        }


def standing_of(plan, today=None) -> Standing:
    """How the plan stands; four statements, however many schools, visits and actions."""
    today = today or timezone.localdate()
    found = tallies(plan.year, today=today, region=plan.region)
    counted: Counter = Counter()
    rows = actions_of(plan).order_by().values_list("function", "state", "due_on")
    for function, state, due_on in rows.iterator():
        counted[function, state] += 1
        if state in (ActionState.OPEN, ActionState.IN_PROGRESS) and due_on < today:
            counted[function, "overdue"] += 1
    counts = [
        Count(
            function,
            counted[function, ActionState.OPEN],
            counted[function, ActionState.IN_PROGRESS],
            counted[function, "overdue"],
            counted[function, ActionState.DONE],
            counted[function, ActionState.DROPPED],
        )
        for function in StrategicFunction
    ]
    return Standing(found.get(plan.region_id, Tally()), counts)


def snapshot(plan) -> dict:
    """What is kept with a review, as JSON holds it: numbers, and the schools outside the cycle."""
    today = timezone.localdate()
    return {
        "on": today.isoformat(),
        "numbers": standing_of(plan, today).numbers,
        "outside": list(schools_outside(plan, today).order_by("pk").values_list("pk", flat=True)),
    }


@dataclass(frozen=True)
class Since:
    """What changed since a review. ``numbers``: [(words, then, now, difference in words)]."""

    review: object
    numbers: list
    visits: list
    opened: list
    closed: list
    overdue: list
    came_inside: list
    went_outside: list

    @property
    def is_quiet(self):
        """Has nothing happened?"""
        return not any(
            (self.visits, self.opened, self.closed, self.overdue)
            + (self.came_inside, self.went_outside)
        )


def since_last(plan, standing, today=None) -> Since | None:
    """What changed since the last review; None before the first. At most eight statements."""
    review = plan.reviews.select_related("by").first()
    if review is None:
        return None
    today = today or timezone.localdate()
    then = review.figures.get("numbers", {})
    now = standing.numbers
    day = parse_date(review.figures.get("on", "")) or timezone.localdate(review.at)
    actions = actions_of(plan).select_related("school", "officer")
    visits = visits_of(plan).took_place().alias(known_at=Coalesce("done_at", "starts_at"))
    visits = visits.filter(known_at__gt=review.at)
    were_outside = review.figures.get("outside", [])
    open_schools = School.objects.open().filter(region=plan.region).order_by("search_name", "pk")
    outside = past_cycle(today)
    return Since(
        review,
        [(words, then.get(key, 0), now[key], _difference(then, now, key)) for key, words in KEPT],
        list(visits.select_related("school", "type").order_by("-starts_at", "-pk")[:NAMED]),
        list(actions.filter(created_at__gt=review.at).order_by("-created_at", "-pk")[:NAMED]),
        list(actions.filter(closed_at__gt=review.at).order_by("-closed_at", "-pk")[:NAMED]),
        list(actions.overdue(today).filter(due_on__gte=day)[:NAMED]),
        list(open_schools.filter(pk__in=were_outside).exclude(outside)[:NAMED]),
        list(open_schools.filter(outside).exclude(pk__in=were_outside)[:NAMED]),
    )


def _difference(then, now, key):
    change = now[key] - then.get(key, 0)
    if not change:
        return "No change"
    return f"{abs(change):,} {'more' if change > 0 else 'fewer'}"
