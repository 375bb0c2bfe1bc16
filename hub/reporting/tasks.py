"""The nudges that have reports made, on the queue for what takes long (hub/celery.py)."""

from celery import shared_task

from hub.reporting import making
from hub.reporting.models import ReportPart, ReportRun


@shared_task
def build_run(run_id):
    """Make, divide or put together one report that waits; running it again makes nothing."""
    run = ReportRun.objects.claim(run_id)
    if run is None:  # made already, waiting for its parts, or another worker is at it
        return
    making.make(run)


@shared_task
def build_part(run_id):
    """Make the next part of a report that waits for its parts; none when all are made or taken."""
    part = ReportPart.objects.filter(run=run_id).claim_next()
    if part is None:
        return
    making.make_part(part)
