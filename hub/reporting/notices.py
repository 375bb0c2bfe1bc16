"""E-mails about reports: only of those that nobody waits for in front of the page."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from hub.messaging.outbox import queue
from hub.reporting import registry

#: Whoever asked for a report that takes longer has gone on to something else.
_LONG = timedelta(minutes=1)


def ready(run):
    """Tell whoever asked that a report that took long can be downloaded."""
    _tell(run, "ready")


def failed(run):
    """Tell whoever asked that a report that took long could not be made."""
    _tell(run, "failed")


def _tell(run, how):
    user = run.requested_by
    if user is None or not user.is_active or not _took_long(run):
        return
    try:
        report = registry.get(run.key)
    except KeyError:
        return
    queue(
        template=f"reporting/email/{how}",
        to=user.email,
        user=user,
        # Never the run's own title: it names a school..
        context={
            "run": run,
            "report": report,
            "link": settings.SITE_URL + run.get_absolute_url(),
        },
    )


def _took_long(run):
    return run.split_at is not None or timezone.now() - run.created_at > _LONG
