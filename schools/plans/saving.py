"""Writing the texts of a plan. Nothing outside this module changes them.

Two who write in the same section never lose a word: each field is sent back with a mark of what
stood in it when the page was drawn. What a colleague has changed meanwhile is not written over; it
comes back beside what was typed.
"""

import hashlib
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from hub.content.pasted import as_markdown, tidy_line
from hub.trail.record import record
from schools.models import SUMMARY_LINES, Plan
from schools.plans.refusals import PlanRefused, check_day
from schools.plans.sections import section_of


@dataclass
class Saved:
    """What came of saving: fields that changed, and ``overtaken``, {field: what stands there}."""

    plan: Plan
    changed: list = field(default_factory=list)
    overtaken: dict = field(default_factory=dict)


def mark_of(value) -> str:
    """A short mark of what stands in a field, to be sent back with what is typed there."""
    return hashlib.sha256(str(value or "").encode()).hexdigest()[:16]


def tidied(name, value):
    """A value as the plan keeps it: without invisible marks, lists of a word processor as ours."""
    if name == "review_on":
        return value
    return tidy_line(value) if name in SUMMARY_LINES else as_markdown(value)


@transaction.atomic
def save(*, plan, values, seen, by, finished=None) -> Saved:
    """Write fields of one section: ``values`` by name, ``seen`` the marks that came back with them.

    ``finished``: what the school says of the section, None to leave that as it is. Raises
    PlanRefused for a plan that is agreed or archived, and for a day outside its year.
    """
    # Locked before looking: otherwise of two who save together the later wipes out the other.
    plan = locked_to_write(plan)
    saved = Saved(plan)
    for name, value in values.items():
        new, now = tidied(name, value), getattr(plan, name)
        if mark_of(new) in (mark_of(now), seen[name]):
            continue  # the same words, or whoever typed has left the field as it was
        if mark_of(now) != seen[name]:
            saved.overtaken[name] = now
            continue
        if name == "review_on" and new is not None:
            check_day(plan.year, new)
        setattr(plan, name, new)
        saved.changed.append(name)
    touched = list(saved.changed)
    key = section_of(next(iter(values))).key
    if finished is not None and not saved.overtaken and finished != (key in plan.finished):
        plan.finished = sorted({*plan.finished, key} if finished else {*plan.finished} - {key})
        touched.append("finished")
    if touched:
        touch(plan, touched, by=by)
    if saved.changed:
        # Texts stay off the trail, which nobody can erase.
        record("changed", plan, by=by, fields=saved.changed)
    return saved


def locked_to_write(plan) -> Plan:
    """The plan as it is now, and nobody else writes in it. PlanRefused when nobody may."""
    rows = Plan.objects.select_for_update(of=("self",)).select_related("school")
    plan = rows.get(pk=plan.pk)
    if not plan.is_open:
        raise PlanRefused(
            "This plan is archived, so it is not changed any more."
            if not plan.is_live
            else "This plan is agreed. Open it again to change it."
        )
    return plan


def touch(plan, fields=(), *, by):
    """Note who has changed the plan last, with the fields that were."""
    plan.changed_at, plan.changed_by = timezone.now(), by
    plan.save(update_fields=[*fields, "changed_at", "changed_by"])
