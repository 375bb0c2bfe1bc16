"""The nudge that has a report made, on the queue for what takes long (hub/celery.py)."""

from celery import shared_task

from hub.reporting import runs
from hub.reporting.models import ReportRun


@shared_task
def build_run(run_id):
    """Make one report that waits; running it again makes nothing."""
    run = ReportRun.objects.claim(run_id)
    if run is None:  # made already, or another worker is at it
        return
    runs.build(run)
