"""What the portal does by itself about imports: work on what waits, cancel what nobody answers."""

from datetime import timedelta

from hub.imports import runs, tasks
from hub.imports.choices import Step
from hub.imports.models import Import
from hub.platform import nudges
from hub.platform.sweeps import sweep

#: A worker's task ends after five minutes at most (hub/celery.py): after ten it is dead.
LOST_AFTER = timedelta(minutes=10)
_NUDGES = 20


@sweep("imports.work")
def work_on_waiting():
    """Have checked or taken in what waits, also what a dead worker left behind."""
    back, over = Import.objects.requeue_lost(after=LOST_AFTER, tries=runs.TRIES)
    waiting = list(Import.objects.due().values_list("pk", flat=True)[:_NUDGES])
    for pk in waiting:
        if not nudges.hand_on(tasks.work_on_import, pk):
            break
    return f"{len(waiting)} waiting, {back} of a lost worker put back, {over} given up"


@sweep("imports.cancel", every=timedelta(hours=1))
def cancel_stale():
    """Cancel what was checked two weeks ago and never answered."""
    number = Import.objects.stale().update(step=Step.CANCELLED)
    return f"{number} cancelled"
