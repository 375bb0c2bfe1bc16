"""The hub's settings and its rules of practice: one statement, kept for some seconds a process.

Every page needs the settings and most need a rule, so both are read together and forgotten
together. Asked through hub/policy/current.py and hub/policy/values.py.
"""

import time
from dataclasses import dataclass, field

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models.functions import JSONObject

from hub.policy.models import HubSettings, PolicyRow

KEPT_SECONDS = 5


@dataclass
class Read:
    """``rules``: {key: (years, values)} of every rule that is set; ``at``: on the clock."""

    settings: HubSettings
    rules: dict = field(default_factory=dict)
    at: float = field(default_factory=time.monotonic)


_kept: Read | None = None


def read() -> Read:
    """What is kept, at most five seconds old."""
    global _kept
    if _kept is None or time.monotonic() - _kept.at > KEPT_SECONDS:
        _kept = _anew()
    return _kept


def kept() -> Read | None:
    """What this process read last, however old, without asking the database."""
    return _kept


def forget():
    """Read anew next time: called when settings or a rule were changed, and by tests."""
    global _kept
    _kept = None


def forget_with_the_change():
    """The same now and once more after commit: meanwhile another page may have read the old."""
    forget()
    transaction.on_commit(forget, robust=True)


def _anew():
    rows = PolicyRow.objects.order_by("key", "year")
    rows = rows.values(row=JSONObject(key="key", year="year", value="value"))
    settings = HubSettings.objects.annotate(rule_rows=ArraySubquery(rows)).get(pk=1)
    found: dict = {}
    for row in settings.rule_rows:
        years, values = found.setdefault(row["key"], ([], []))
        years.append(row["year"])
        values.append(row["value"])
    return Read(settings, found)
