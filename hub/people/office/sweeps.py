"""E-mails to many and copies of data that no nudge reached; retention. By hub/people/sweeps.py."""

from datetime import timedelta

from hub.people import circulars, exporting, retention, tasks
from hub.people.models import Circular, FamilyExport
from hub.platform import nudges
from hub.platform.sweeps import sweep

_NUDGES = 20


@sweep("people.circulars")
def send_circulars():
    """Have sent what waits, also what a dead worker left behind."""
    back, over = Circular.objects.requeue_lost(after=circulars.LOST_AFTER, tries=circulars.TRIES)
    done = 0
    while waiting := list(Circular.objects.due().values_list("pk", flat=True)[:_NUDGES]):
        for pk in waiting:
            if not nudges.hand_on(tasks.send_circular, pk):
                return f"{done} batches, the broker is away"
        done += len(waiting)
        if nudges.in_worker():
            break
    return f"{done} batches, {back} of a lost worker put back, {over} given up"


@sweep("people.exports")
def make_exports():
    """Have made the copies of data that wait, and forget those that were kept long enough."""
    back, over = FamilyExport.objects.requeue_lost(
        after=exporting.LOST_AFTER, tries=exporting.TRIES
    )
    waiting = list(FamilyExport.objects.due().values_list("pk", flat=True)[:_NUDGES])
    for pk in waiting:
        if not nudges.hand_on(tasks.make_export, str(pk)):
            break
    gone = list(FamilyExport.objects.over()[:100])
    for export in gone:
        exporting.forget_files(export)
    return f"{len(waiting)} waiting, {back} put back, {over} given up, {len(gone)} forgotten"


@sweep("people.retention", every=timedelta(days=1))
def retain():
    """Take what was kept for as long as the hub says."""
    taken = retention.run(by=None)
    return ", ".join(f"{number} {what}" for what, number in taken.items() if number) or "nothing"
