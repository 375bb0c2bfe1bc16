"""Schools near another that are due too: for the same day, with kilometres."""

from dataclasses import dataclass

from django.db.models import Q

from hub.geography.distance import in_kilometres, nearest
from hub.permissions import may
from hub.policy.values import value
from schools.models import School
from visits.cycle import cycle_months, past_cycle
from visits.due import scoring
from visits.due.rows import DueRow, rows_of


@dataclass(frozen=True)
class Near:
    """A school that is due, and how far away it is, in words."""

    row: DueRow
    distance: str


def due_near(school, *, user, count=5) -> list[Near]:
    """The nearest open schools that are due and have no visit arranged; two statements.

    Due is who is past the cycle, or will be within the months of the rule ``visit-near-months``,
    or asks for a visit. [] for whoever plans no visits, and for a school without a place.
    """
    if not may(user, "visits.plan_visits") or school.easting is None:
        return []
    months = max(0, cycle_months() - value("visit-near-months"))
    due = past_cycle(months=months) | Q(pk__in=scoring.asking())
    others = School.objects.visible_to(user).open().exclude(pk=school.pk)
    found = nearest(others.filter(due).exclude(scoring.ARRANGED_ALREADY), school, count=count)
    metres = dict(found.values_list("pk", "metres"))
    most = value("visit-near-kilometres") * 1000
    near = [pk for pk, away in metres.items() if away <= most]
    return [Near(row, in_kilometres(metres[row.school.pk])) for row in rows_of(near)]
