"""What the portal does by itself about reports: make what no nudge reached, forget what is old."""

import datetime

from django.core.files.storage import default_storage
from django.utils import timezone

from hub.platform import nudges
from hub.platform.choices import WorkState
from hub.platform.sweeps import sweep
from hub.reporting import tasks
from hub.reporting.models import ReportRun
from hub.reporting.runs import LOST_AFTER, TRIES

#: More would only stand in the queue: what a worker does not reach by then is named again.
_NUDGES = 20
_BATCH = 100
_HISTORY = datetime.timedelta(days=90)


@sweep("reporting.build")
def build_waiting():
    """Have made what waits, also what a dead worker left behind."""
    back, over = ReportRun.objects.requeue_lost(after=LOST_AFTER, tries=TRIES)
    waiting = list(ReportRun.objects.due().values_list("pk", flat=True)[:_NUDGES])
    for pk in waiting:
        if not nudges.hand_on(tasks.build_run, str(pk)):
            break
    return f"{len(waiting)} waiting, {back} of a lost worker put back, {over} given up"


@sweep("reporting.expire", every=datetime.timedelta(minutes=15))
def forget_old():
    """Delete files a day after they were made, files that no run points to, and old history."""
    expired = list(ReportRun.objects.expired()[:_BATCH])
    for run in expired:
        run.file.delete(save=False)
        ReportRun.objects.filter(pk=run.pk).update(file="")
    strays = _delete_strays()
    horizon = timezone.now() - _HISTORY
    over = [WorkState.DONE, WorkState.FAILED, WorkState.GIVEN_UP]
    old, _ = ReportRun.objects.filter(state__in=over, file="", created_at__lt=horizon).delete()
    return f"{len(expired)} expired, {strays} stray files, {old} old entries deleted"


def _delete_strays():
    """Delete files older than an hour that no run points to; returns how many."""
    if not default_storage.exists("reports"):
        return 0
    _, names = default_storage.listdir("reports")
    paths = [f"reports/{name}" for name in names]
    known = set(ReportRun.objects.filter(file__in=paths).values_list("file", flat=True))
    horizon = timezone.now() - datetime.timedelta(hours=1)
    strays = [
        path
        for path in paths
        if path not in known and default_storage.get_modified_time(path) < horizon
    ]
    for path in strays:
        default_storage.delete(path)
    return len(strays)
