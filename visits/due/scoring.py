"""Whom to visit first: one order for lists, map, files and what stands near by.

Schools past the cycle stand before all others, and within the cycle or past it those for which no
visit is arranged before those with one. Then the points count: those of every signal, each by its
weight in the hub's rules of this year, and those of the time since the last visit that counts.
Points are whole, so that the reasons of a school add up to its score. Nothing is stored but the
signals themselves (schools/priority.py): another weight is another order at once.
"""

from dataclasses import dataclass

from django.db.models import Case, DateField, F, Func, IntegerField, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from hub.policy.values import value
from schools import priority
from visits.cycle import cycle_months, past_cycle
from visits.models import Action, VisitRequest

#: Tiers, the most pressing last. A school of a higher tier stands before all of a lower one.
ARRANGED, IN_CYCLE, PAST_AND_ARRANGED, PAST = range(4)
MONTHS, ASKED, OVERDUE = "months", "asked", "overdue-actions"
_YEAR_DAYS = 365
#: A school that was never visited counts as one not visited for so many cycles.
_NEVER_CYCLES = 2
TIER = 100_000  # more points than any school can have: rank // TIER is its tier


@dataclass(frozen=True)
class Weighed:
    """Something that brings points: its key, what it is called, and its weight by default."""

    key: str
    label: str
    weight: int
    about: str


#: What visits itself adds: asked for when the list is, because days and answers change it.
OWN = (
    Weighed(
        MONTHS,
        "A year without a visit",
        12,
        "For each year since the last visit that counts, by the day. A school that was never "
        "visited has those of two cycles.",
    ),
    Weighed(ASKED, "The school has asked for a visit", 20, "An open request of the school."),
    Weighed(OVERDUE, "Overdue actions", 10, "An action of the hub or the school is overdue."),
)


def weighed() -> list[Weighed]:
    """Everything that brings points: what visits adds, then the signals of other apps."""
    stated = [Weighed(each.key, each.label, each.weight, each.about) for each in priority.stated()]
    return [*OWN, *stated]


def rule_of(key):
    """The key of the rule that says how much something weighs."""
    return f"visit-weight-{key}"


def weights() -> dict[str, int]:
    """{key: points} by the rules of this year."""
    return {each.key: value(rule_of(each.key)) for each in weighed()}


ARRANGED_ALREADY = Q(visit_standing__next_visit__isnull=False)


def asking():
    """Primary keys of schools with an open request, as a subquery."""
    return VisitRequest.objects.filter(answered_at__isnull=True).order_by().values("school")


def overdue():
    """Primary keys of schools with overdue actions, as a subquery."""
    return Action.objects.overdue(timezone.localdate()).order_by().values("school")


def scored(schools, by=None):
    """The schools with ``tier``, ``score`` and ``rank``, by which they are put in order.

    ``by``: other weights than the hub's, to see what they would do.
    """
    by = weights() if by is None else by
    points = _points_of_time(by[MONTHS]) + _points_of_signals(by) + _points_of_own(by)
    return with_tier(schools).annotate(score=points, rank=F("tier") * TIER + F("score"))


def with_tier(schools):
    """The schools with ``tier``."""
    past = past_cycle()
    return schools.annotate(
        tier=Case(
            When(past & ~ARRANGED_ALREADY, then=PAST),
            When(past, then=PAST_AND_ARRANGED),
            When(ARRANGED_ALREADY, then=ARRANGED),
            default=IN_CYCLE,
            output_field=IntegerField(),
        )
    )


def _points_of_time(weight):
    days = Func(
        Value(timezone.localdate(), DateField()),
        F("visit_standing__last_counted_on"),
        function="",
        arg_joiner=" - ",
        output_field=IntegerField(),
    )
    return Coalesce(days * weight / _YEAR_DAYS, points_of_never(weight))


def points_of_days(days, weight) -> int:
    """Points of so many days since the last visit that counts."""
    return days * weight // _YEAR_DAYS


def points_of_never(weight) -> int:
    """Points of a school that was never visited."""
    return _NEVER_CYCLES * cycle_months() * weight // 12


def points_of(strength, weight) -> int:
    """Points of a signal: its weight, in full or in part, rounded half up."""
    return (strength * weight + 50) // 100


def _points_of_signals(by):
    total = None
    for each in priority.stated():
        if by[each.key]:
            points = (F(f"signals__{each.column}") * by[each.key] + 50) / 100
            total = points if total is None else total + points
    return Value(0) if total is None else Coalesce(total, 0)


def _points_of_own(by):
    return Case(When(pk__in=asking(), then=by[ASKED]), default=0) + Case(
        When(pk__in=overdue(), then=by[OVERDUE]), default=0
    )
