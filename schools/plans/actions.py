"""Actions and lines of the budget. Nothing outside this module writes one."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from hub.content.pasted import tidy_line
from hub.trail.record import record
from schools.models import SUMMARY_TEXTS, PlanAction, PlanBudgetLine
from schools.models.plans import LONGEST_TEXT, PLAN_TEXTS
from schools.plans.refusals import PlanRefused, check_day
from schools.plans.saving import locked_to_write, touch

ACTION_FIELDS = ("what", "who", "due_on", "cost", "success")
LINE_FIELDS = ("what", "amount", "note")


class ChangedMeanwhile(Exception):
    """A colleague saved the row while somebody wrote; ``row`` is how it stands now."""

    def __init__(self, row):
        super().__init__("A colleague has changed this while you were writing.")
        self.row = row


@transaction.atomic
def add_action(*, plan, values, by, step=None) -> PlanAction:
    """Add an action; ``values``: ACTION_FIELDS. ``step``: the next step of the audit it is from.

    The same action again, from a second click, is not added again. Raises PlanRefused for a plan
    that may not be changed and for a day outside its year.
    """
    plan = locked_to_write(plan)
    values = _tidied(values)
    _check(plan, values)
    fields = {"step_key": step.key, "area": step.area} if step else {}
    same = fields and {"step_key": fields["step_key"]} or values
    if (found := plan.actions.filter(**same).first()) is not None:
        return found
    action = PlanAction.objects.create(plan=plan, changed_by=by, **values, **fields)
    _written(plan, "added", action, by=by)
    return action


@transaction.atomic
def change_action(*, action, values, based_on, by) -> PlanAction:
    """Change an action. Raises ChangedMeanwhile when it is not as the writer saw it."""
    return _change(action, values, based_on, by=by)


@transaction.atomic
def add_line(*, plan, values, by) -> PlanBudgetLine:
    """Add a line to the budget; ``values``: LINE_FIELDS. The same line again is not added again."""
    plan = locked_to_write(plan)
    values = _tidied(values)
    if (found := plan.budget_lines.filter(**values).first()) is not None:
        return found
    line = PlanBudgetLine.objects.create(plan=plan, changed_by=by, **values)
    _written(plan, "added", line, by=by)
    return line


@transaction.atomic
def change_line(*, line, values, based_on, by) -> PlanBudgetLine:
    """Change a line. Raises ChangedMeanwhile when it is not as the writer saw it."""
    return _change(line, values, based_on, by=by)


@transaction.atomic
def remove(*, row, by):
    """Take an action or a line out of the plan, with its reviews. What it said goes for good."""
    plan = locked_to_write(row.plan)
    found = type(row).objects.filter(pk=row.pk).first()
    if found is None:
        return  # a second click
    _written(plan, "removed", found, by=by)
    found.delete()


@transaction.atomic
def take_into_text(*, plan, name, step, by) -> bool:
    """Put a next step of the audit into a text as a line of a list. False when it stands there.

    Raises PlanRefused when the text would get too long, and for a plan that may not be changed.
    """
    if name not in (*PLAN_TEXTS, *SUMMARY_TEXTS):
        raise PlanRefused("A next step goes into a text or becomes an action.")
    plan = locked_to_write(plan)
    before, line = getattr(plan, name), f"- {tidy_line(step.text)}"
    lines = before.split("\n") if before else []
    if line in lines:
        return False
    gap = [""] if lines and not lines[-1].startswith("- ") else []
    text = "\n".join([*lines, *gap, line])
    if len(text) > LONGEST_TEXT:
        raise PlanRefused("The text is too long for one more line. Shorten it first.")
    setattr(plan, name, text)
    touch(plan, [name], by=by)
    record("changed", plan, by=by, fields=[name], reason="A next step of the audit taken over.")
    return True


@dataclass(frozen=True)
class Money:
    """What is planned, and the music budget that the fact base knows, None when it knows none."""

    actions: Decimal
    lines: Decimal
    budget: Decimal | None

    @property
    def planned(self):
        """All of it."""
        return self.actions + self.lines

    @property
    def left(self):
        """What the budget leaves; below zero when more is planned; None without a budget."""
        return None if self.budget is None else self.budget - self.planned

    @property
    def missing(self):
        """By how much the plan is above the budget, else nothing."""
        return -self.left if self.left is not None and self.left < 0 else None


def money_of(plan, *, budget) -> Money:
    """The sums of a plan; two statements."""
    total = Sum("cost", default=Decimal(0))
    return Money(
        plan.actions.aggregate(total=total)["total"],
        plan.budget_lines.aggregate(total=Sum("amount", default=Decimal(0)))["total"],
        budget,
    )


def _change(row, values, based_on, *, by):
    plan = locked_to_write(row.plan)
    row = type(row).objects.filter(pk=row.pk).first()
    if row is None:
        raise PlanRefused("A colleague has removed this while you were writing.")
    values = _tidied(values)
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    if not changed:
        return row
    if row.revision != based_on:
        raise ChangedMeanwhile(row)
    _check(plan, values)
    for name in changed:
        setattr(row, name, values[name])
    row.revision += 1
    row.changed_at, row.changed_by = timezone.now(), by
    row.save(update_fields=[*changed, "revision", "changed_at", "changed_by"])
    _written(plan, "changed", row, by=by, fields=changed)
    return row


def _check(plan, values):
    if values.get("due_on") is not None:
        check_day(plan.year, values["due_on"])


def _tidied(values):
    return {
        name: tidy_line(value) if isinstance(value, str) else value
        for name, value in values.items()
    }


def _written(plan, action, row, *, by, fields=()):
    """On the trail, which keeps no words of it, and on the plan itself."""
    record(action, row, by=by, fields=fields)
    touch(plan, by=by)
