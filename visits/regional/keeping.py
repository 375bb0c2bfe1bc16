"""Writing Regional Engagement Plans. Nothing outside this package changes one.

Two who write at once never lose a word: what is written is sent with a mark of what stood there.
"""

import hashlib

from django.db import transaction
from django.db.models import Max

from hub.content.pasted import as_markdown, tidy_line
from hub.trail.record import record
from visits.models import RegionalPlan, RegionalPriority, RegionalReview
from visits.regional.figures import snapshot

PRIORITY_FIELDS = ("what", "function", "success", "owner")
#: More are no priorities.
MOST_PRIORITIES = 30


class RegionalPlanRefused(Exception):
    """A rule says no. The message can be shown to officers as it stands."""


class ChangedMeanwhile(Exception):
    """Somebody saved it while somebody else wrote; ``row`` is how it stands now."""

    def __init__(self, row):
        super().__init__("Somebody has changed this while you were writing.")
        self.row = row


def mark_of(*values) -> str:
    """A short mark of what stands somewhere, to be sent back with what is typed there."""
    return hashlib.sha256(repr([str(each or "") for each in values]).encode()).hexdigest()[:16]


def mark_of_priority(priority) -> str:
    """The mark of a priority as it stands."""
    return mark_of(*(getattr(priority, name) for name in PRIORITY_FIELDS))


@transaction.atomic
def begin(*, region, year, by, copied=()) -> RegionalPlan:
    """Begin the plan of a region and year; one that was begun already is returned.

    ``copied``: priorities of another plan that go along.
    """
    plan, is_new = RegionalPlan.objects.get_or_create(
        region=region, year=year, defaults={"begun_by": by}
    )
    if not is_new:
        return plan
    for position, other in enumerate(copied, 1):
        values = {name: getattr(other, name) for name in PRIORITY_FIELDS}
        RegionalPriority.objects.create(plan=plan, position=position, **values)
    record("begun", plan, by=by, changes={"priorities": (None, len(copied))})
    return plan


@transaction.atomic
def set_aim(*, plan, aim, seen, by) -> RegionalPlan:
    """Write the aim. Raises ChangedMeanwhile when it is not what the writer saw (its mark)."""
    plan, aim = _locked(plan), as_markdown(aim)
    if aim == plan.aim:
        return plan
    if mark_of(plan.aim) != seen:
        raise ChangedMeanwhile(plan)
    plan.aim = aim
    _touch(plan, "aim")
    record("changed", plan, by=by, fields=["aim"])
    return plan


@transaction.atomic
def add_priority(*, plan, values, by) -> RegionalPriority:
    """Add a priority, as the last; ``values``: PRIORITY_FIELDS. The same again is not added."""
    plan, values = _locked(plan), _tidied(values)
    if (found := plan.priorities.filter(**values).first()) is not None:
        return found
    last = plan.priorities.aggregate(last=Max("position"))["last"] or 0
    if plan.priorities.count() >= MOST_PRIORITIES:
        raise RegionalPlanRefused(f"{MOST_PRIORITIES} priorities are the most. Remove one first.")
    row = RegionalPriority.objects.create(plan=plan, position=last + 1, **values)
    _touch(plan)
    record("added", row, by=by, fields=["what"])
    return row


@transaction.atomic
def change_priority(*, priority, values, seen, by) -> RegionalPriority:
    """Change a priority. Raises ChangedMeanwhile when it is not what the writer saw (its mark)."""
    plan = _locked(priority.plan)
    row, values = _row(priority), _tidied(values)
    changed = [name for name in PRIORITY_FIELDS if getattr(row, name) != values[name]]
    if not changed:
        return row
    if mark_of_priority(row) != seen:
        raise ChangedMeanwhile(row)
    for name in changed:
        setattr(row, name, values[name])
    row.save(update_fields=changed)
    _touch(plan)
    record("changed", row, by=by, fields=changed)
    return row


@transaction.atomic
def move_priority(*, priority, up, by) -> None:
    """Put a priority before the one above it, or after the one below; at the end nothing moves."""
    plan = _locked(priority.plan)
    rows = list(plan.priorities.order_by("position", "pk"))
    at = next((n for n, row in enumerate(rows) if row.pk == priority.pk), None)
    if at is None:
        raise RegionalPlanRefused("This priority is gone. Somebody has removed it.")
    to = at - 1 if up else at + 1
    if not 0 <= to < len(rows):
        return
    rows[at], rows[to] = rows[to], rows[at]
    for position, row in enumerate(rows, 1):
        row.position = position
    RegionalPriority.objects.bulk_update(rows, ["position"])
    _touch(plan)
    record("moved", priority, by=by, changes={"position": (at + 1, to + 1)})


@transaction.atomic
def remove_priority(*, priority, by) -> None:
    """Take a priority out of its plan. A second click finds nothing to do."""
    plan = _locked(priority.plan)
    row = RegionalPriority.objects.filter(pk=priority.pk).first()
    if row is not None:
        record("removed", row, by=by, fields=["what"])
        row.delete()
        _touch(plan)


@transaction.atomic
def review(*, plan, notes, by) -> RegionalReview:
    """Look back at a plan: the notes, with the figures as they stand now."""
    plan, notes = _locked(plan), as_markdown(notes)
    if not notes:
        raise RegionalPlanRefused("Write what you found.")
    last = plan.reviews.first()
    if last is not None and last.notes == notes and last.by_id == by.pk:
        return last  # a second click
    row = RegionalReview.objects.create(plan=plan, by=by, notes=notes, figures=snapshot(plan))
    record("reviewed", plan, by=by)
    return row


def _locked(plan):
    return (
        RegionalPlan.objects.select_for_update(of=("self",))
        .select_related("region")
        .get(pk=plan.pk)
    )


def _row(priority):
    row = RegionalPriority.objects.filter(pk=priority.pk).first()
    if row is None:
        raise RegionalPlanRefused("Somebody has removed this while you were writing.")
    return row


def _tidied(values):
    return {
        name: tidy_line(value) if isinstance(value, str) else value
        for name, value in values.items()
    }


def _touch(plan, *fields):
    plan.revision += 1
    plan.save(update_fields=["revision", *fields])
