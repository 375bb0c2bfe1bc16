"""Setting the rules of practice. Nothing outside this module writes a PolicyRow."""

from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models.functions import Now

from hub.calendar.years import AcademicYear
from hub.policy import rules, values
from hub.policy.models import PolicyRow
from hub.policy.rules import Rule
from hub.trail.record import record


class RuleRefused(Exception):
    """A rule says no. The message can be shown as it stands."""


@dataclass(frozen=True)
class Standing:
    """How a rule stands in a year: its value, since when, and what is set for the year after."""

    rule: Rule
    value: Any
    since: AcademicYear | None
    planned: Any

    @property
    def words(self):
        """The value as people read it."""
        return self.rule.words(self.value)

    @property
    def since_words(self):
        """Whether it was set, and from which year on."""
        return f"Since {self.since}" if self.since else "The usual"

    @property
    def planned_words(self):
        """What it will be in the year after, "" when that is the same."""
        return "" if self.planned is None else self.rule.words(self.planned)


def standing(year) -> list[Standing]:
    """Every rule as it stands in an academic year, by group, in one statement."""
    rows: dict[str, list[PolicyRow]] = {}
    for row in PolicyRow.objects.order_by("year"):
        rows.setdefault(row.key, []).append(row)
    return [_standing(rule, rows.get(rule.key, []), year) for rule in rules.registered()]


def _standing(rule, rows, year):
    good = [row for row in rows if rule.kind.is_valid(row.value)]
    held = [row for row in good if row.year <= year]
    later = next((row.value for row in good if row.year == year + 1), None)
    current = held[-1].value if held else rule.default
    return Standing(
        rule=rule,
        value=current,
        since=held[-1].academic_year if held else None,
        planned=later if later != current else None,
    )


@transaction.atomic
def set_rule(*, rule, year, value, reason="", by) -> PolicyRow | None:
    """Let the rule be this from an academic year on; other years' rows stay as they are.

    Returns the PolicyRow, None when the rule is that already. A past year can be corrected: that
    needs a reason. Raises RuleRefused.
    """
    if not rule.kind.is_valid(value):
        raise RuleRefused(f"{rule.label}: this is no value that the rule can have.")
    if year < AcademicYear.current() and not reason:
        raise RuleRefused(f"Say why {year} is corrected.")
    _wait_for_turn(rule)
    before = values_in(rule, year)
    row = PolicyRow.objects.filter(key=rule.key, year=year).first()
    if before == value and (row is None or row.value == value):
        return None
    row, _ = PolicyRow.objects.update_or_create(
        key=rule.key,
        year=year,
        defaults={"value": value, "reason": reason, "set_by": by, "set_at": Now()},
    )
    changes = {
        "academic_year": (None, str(AcademicYear(year))),
        "value": (rule.words(before), rule.words(value)),
    }
    record("set", row, by=by, changes=changes, reason=reason)
    values.forget_with_the_change()
    return row


@transaction.atomic
def withdraw(*, row, by):
    """Take a value back: from its year on the rule is again what it was before."""
    rule = rules.get(row.key)
    _wait_for_turn(rule)
    held = PolicyRow.objects.filter(pk=row.pk).first()
    if held is None:
        raise RuleRefused("Somebody has withdrawn this already.")
    changes = {
        "academic_year": (str(held.academic_year), None),
        "value": (rule.words(held.value), rule.words(values_in(rule, held.year - 1))),
    }
    record("withdrew", held, by=by, changes=changes)
    held.delete()
    values.forget_with_the_change()


def values_in(rule, year):
    """What the rule is in a year, read from the database and not from what is kept."""
    row = PolicyRow.objects.filter(key=rule.key, year__lte=year).order_by("-year").first()
    return row.value if row and rule.kind.is_valid(row.value) else rule.default


def _wait_for_turn(rule):
    """Of two who set the same rule the second waits, and then sees what the first has set.

    A year that has no row yet could not be locked. The lock goes with the transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"policy.{rule.key}"])
