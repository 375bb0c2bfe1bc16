"""What the portal does by itself about reports: make what no nudge reached, forget what is old."""

import datetime

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from hub.platform import nudges
from hub.platform.choices import LIVE, WorkState
from hub.platform.sweeps import sweep
from hub.reporting import making, tasks
from hub.reporting.models import ReportPart, ReportRun
from hub.reporting.runs import KEPT, LOST_AFTER, TRIES

#: More would only stand in the queue: what a worker does not reach by then is named again.
_NUDGES = 20
_BATCH = 100
_HISTORY = datetime.timedelta(days=90)
_OVER = (WorkState.DONE, WorkState.FAILED, WorkState.GIVEN_UP)


class WorkerLost(Exception):
    """A worker died over it, several times."""


@sweep("reporting.build")
def build_waiting():
    """Have made what waits, also what a dead worker left behind."""
    over = _give_up()
    back, _ = ReportRun.objects.requeue_lost(after=LOST_AFTER, tries=TRIES)
    parts_back, parts_over = ReportPart.objects.requeue_lost(after=LOST_AFTER, tries=TRIES)
    _fail_of_failed_parts()
    waiting = _hand_on()
    return (
        f"{waiting} waiting, {back + parts_back} of a lost worker put back, "
        f"{over + parts_over} given up"
    )


def _give_up():
    """End the runs over which too many workers died, one by one, so that each person is told."""
    lost = list(ReportRun.objects.lost(after=LOST_AFTER).filter(attempts__gte=TRIES)[:_BATCH])
    for run in lost:
        making.fail(run, WorkerLost(), state=WorkState.GIVEN_UP)
    return len(lost)


def _fail_of_failed_parts():
    """End the runs of which a part is over without having been made."""
    failed = ReportPart.objects.filter(
        state__in=[WorkState.FAILED, WorkState.GIVEN_UP], run__state=WorkState.QUEUED
    )
    for part in failed.select_related("run")[:_BATCH]:
        making.fail_divided(part.run, part.last_error)


def _hand_on():
    """Name what is due to the workers; by hand, do it, and what becomes due by it. How many."""
    done = 0
    while fresh := _due():
        for task, pk in fresh:
            if not nudges.hand_on(task, pk):
                return done
        done += len(fresh)
        if nudges.in_worker():
            break
    return done


def _due():
    """(task, run) of all that a worker could begin now, some of each kind."""
    runs = ReportRun.objects.due().values_list("pk", flat=True)[:_NUDGES]
    # One part a run: who makes it names the next.
    divided = ReportRun.objects.stopped().values_list("pk", flat=True)[:_NUDGES]
    return [(tasks.build_run, str(pk)) for pk in runs] + [
        (tasks.build_part, str(pk)) for pk in divided
    ]


@sweep("reporting.expire", every=datetime.timedelta(minutes=15))
def forget_old():
    """Delete files a day after they were made, files that no run points to, and old history."""
    expired = list(ReportRun.objects.expired()[:_BATCH])
    for run in expired:
        run.file.delete(save=False)
        ReportRun.objects.filter(pk=run.pk).update(file="")
    _forget_parts()
    strays = _delete_strays()
    horizon = timezone.now() - _HISTORY
    old, _ = ReportRun.objects.filter(state__in=_OVER, file="", created_at__lt=horizon).delete()
    return f"{len(expired)} expired, {strays} stray files, {old} old entries deleted"


def _forget_parts():
    """Delete the parts of runs that are done or cancelled, and of those that failed a day ago."""
    old = ReportRun.objects.filter(split_at__lt=timezone.now() - KEPT).exclude(state__in=LIVE)
    done = ReportRun.objects.filter(state=WorkState.DONE)
    cancelled = ReportRun.objects.cancelled()
    over = (old | done | cancelled).filter(parts__isnull=False).distinct()
    for pk in list(over.values_list("pk", flat=True)[:_BATCH]):
        with transaction.atomic():
            # Locked, or its person could have it tried again between the look and the delete.
            run = ReportRun.objects.select_for_update().exclude(state__in=LIVE).filter(pk=pk)
            for each in run:
                making.forget_parts(each)


def _delete_strays():
    """Delete files older than an hour that no run points to; returns how many."""
    if not default_storage.exists("reports"):
        return 0
    _, names = default_storage.listdir("reports")
    paths = [f"reports/{name}" for name in names]
    known = {
        path
        for rows in (ReportRun.objects, ReportPart.objects)
        for path in rows.filter(file__in=paths).values_list("file", flat=True)
    }
    horizon = timezone.now() - datetime.timedelta(hours=1)
    strays = [
        path
        for path in paths
        if path not in known and default_storage.get_modified_time(path) < horizon
    ]
    for path in strays:
        default_storage.delete(path)
    return len(strays)
