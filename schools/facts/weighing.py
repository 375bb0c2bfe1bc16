"""Which source wins when several have spoken of the same thing at the same school.

The rule "facts-first" of the academic year says how; nothing else in the portal decides it. The
newest row of each source competes; an estimate yields to what is not one.
"""

from collections import defaultdict

from django.db import transaction
from django.utils import timezone

from hub.policy.values import value
from schools.choices import FactSource
from schools.models import Fact, FactWeighing

SCHOOL_FIRST, NEWEST_FIRST = "school", "newest"
_RANKS = {source: rank for rank, source in enumerate(FactSource.values)}
_BATCH = 2000


def winner(rows, *, first):
    """The Fact that holds among rows of all sources on one thing; ``first``: the year's rule."""
    newest: dict = {}
    for row in sorted(rows, key=lambda each: (each.at, each.pk)):
        newest[row.source] = row
    if first == NEWEST_FIRST:
        return max(newest.values(), key=lambda each: (not each.is_estimate, each.at, each.pk))
    return min(newest.values(), key=lambda each: (each.is_estimate, _RANKS[each.source]))


def weigh(*, school_id, year, keys):
    """Mark anew what holds of these facts of one school. Call it under the school's lock."""
    rows = Fact.objects.filter(school_id=school_id, year=year, key__in=keys)
    _mark(rows, first=value("facts-first", year))


@transaction.atomic
def weigh_year(year):
    """Mark anew what holds in a whole academic year, school by school, and note by which rule."""
    first = value("facts-first", year)
    rows = Fact.objects.filter(year=year).order_by("school_id", "key", "dimension")
    batch, at_school = [], None
    for row in rows.select_for_update().iterator(chunk_size=_BATCH):
        if row.school_id != at_school and len(batch) >= _BATCH:
            _mark(batch, first=first)
            batch = []
        at_school = row.school_id
        batch.append(row)
    _mark(batch, first=first)
    FactWeighing.objects.update_or_create(
        year=year, defaults={"first": first, "at": timezone.now()}
    )


def years_to_weigh():
    """The years whose rule is another than that by which their facts were weighed."""
    weighed = dict(FactWeighing.objects.values_list("year", "first"))
    years = Fact.objects.order_by("year").values_list("year", flat=True).distinct()
    return [year for year in years if weighed.get(year, SCHOOL_FIRST) != value("facts-first", year)]


def _mark(rows, *, first):
    """Set ``holds`` on the winners and take it from the others; at most two statements."""
    groups = defaultdict(list)
    for row in rows:
        groups[row.school_id, row.key, row.dimension].append(row)
    holds = {winner(group, first=first).pk for group in groups.values()}
    every = [row for group in groups.values() for row in group]
    lost = [row.pk for row in every if row.holds and row.pk not in holds]
    won = [row.pk for row in every if not row.holds and row.pk in holds]
    # In this order: two that hold at once are refused by the database.
    if lost:
        Fact.objects.filter(pk__in=lost).update(holds=False)
    if won:
        Fact.objects.filter(pk__in=won).update(holds=True)
