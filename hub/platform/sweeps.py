"""Sweeps find the work that no nudge reached. Each app registers its own in its ``sweeps.py``.

Beat calls all that are due every minute; ``manage.py sweep`` calls every one at once. A sweep is a
function without arguments that returns a sentence on what it did; it may run twice at a time.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from hub.platform.models import SweepRun

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sweep:
    """A registered sweep: its name, how often it is due, and what it runs."""

    name: str
    every: timedelta
    run: Callable[[], str]


_sweeps: dict[str, Sweep] = {}


def sweep(name, *, every=timedelta(minutes=1)):
    """Register the function below; ``every``: how long after its last start it is due."""

    def register(run):
        _sweeps[name] = Sweep(name, every, run)
        return run

    return register


def registered():
    """Every sweep of every app, by name."""
    autodiscover_modules("sweeps")
    return [_sweeps[name] for name in sorted(_sweeps)]


def run(*, only_due):
    """Run the sweeps, all or the due ones, and return [(name, what it said, failed)]."""
    outcomes = []
    for each in registered():
        if _claim(each, only_due=only_due):
            outcomes.append((each.name, *_run_one(each)))
    return outcomes


def _claim(each, *, only_due):
    """Mark the start, so that of two beats one runs it. False when it is not due yet."""
    now = timezone.now()
    with transaction.atomic():
        row, made = SweepRun.objects.select_for_update().get_or_create(
            name=each.name, defaults={"started_at": now}
        )
        if made:
            return True
        if only_due and row.started_at + each.every > now:
            return False
        row.started_at = now
        row.save(update_fields=["started_at"])
    return True


def _run_one(each):
    try:
        said, failed = each.run(), False
    except Exception as error:  # one broken sweep must not keep the others from their work
        log.exception("sweep %s failed", each.name)
        said, failed = f"failed: {type(error).__name__}", True
    SweepRun.objects.filter(name=each.name).update(
        finished_at=timezone.now(), said=said[:500], failed=failed
    )
    return said, failed
