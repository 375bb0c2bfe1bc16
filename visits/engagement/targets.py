"""Targets for visits: what a manager sets for a year and its regions, and what holds without."""

from dataclasses import dataclass

from django.db import connection, transaction

from hub.policy.values import value
from hub.trail.record import record
from visits.models import VisitTarget


@dataclass(frozen=True)
class Targets:
    """The targets of a year. ``regions``: {primary key of the region: visits}, set ones alone."""

    year: int
    whole: int
    is_set: bool
    regions: dict

    @property
    def shared_out(self):
        """What the regions' targets add up to."""
        return sum(self.regions.values())

    @property
    def left_over(self):
        """How much of the year's target no region has; below zero when they have more."""
        return self.whole - self.shared_out


def targets_of(year) -> Targets:
    """The Targets of a year; without one of its own the rule says how many visits."""
    rows: dict = dict(VisitTarget.objects.filter(year=year).values_list("region", "visits"))
    whole = rows.pop(None, None)
    is_set = whole is not None
    return Targets(year, whole if is_set else value("visits-a-year", year), is_set, rows)


@transaction.atomic
def set_targets(*, year, whole, regions, by) -> list[VisitTarget]:
    """Set the targets of a year; returns those that changed.

    ``whole`` and the values of ``regions`` ({Region: visits}): None takes a target away, so that
    the rule holds, or the region has none.
    """
    # Two managers at once: the second waits, and writes over what the first has stored.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('visits.targets'), %s)", [year])
    stored = {row.region_id: row for row in VisitTarget.objects.filter(year=year)}
    wanted = {None: whole} | {region.pk: visits for region, visits in regions.items()}
    changed = []
    for region, visits in wanted.items():
        row = stored.get(region)
        before = row.visits if row else None
        if before == visits:
            continue
        if row is not None and visits is None:
            record("removed", row, by=by, changes={"visits": (before, None)})
            row.delete()
            continue
        row, _ = VisitTarget.objects.update_or_create(
            year=year, region_id=region, defaults={"visits": visits}
        )
        record("set", row, by=by, changes={"visits": (before, visits)})
        changed.append(row)
    return changed
