"""Tells managers and administrators when the portal itself needs a look."""

from django.urls import reverse

from hub.home.registry import Todo, thing_to_do
from hub.permissions import may
from hub.platform import health
from hub.platform.models import SweepRun


@thing_to_do(area="manager", order=10)
def health_of_the_portal(user):
    """Work that the portal does by itself stands still, or fails."""
    if not may(user, "platform.see_health"):
        return None
    runs = list(SweepRun.objects.all())
    if not runs:  # a portal that has only just been set up
        return None
    failed = [run for run in runs if run.failed]
    if not failed and health.is_recent(max(run.started_at for run in runs)):
        return None
    return Todo(
        "Look at the portal's health",
        reverse("health_full"),
        hint="E-mails, reports or tidying up have stopped, or go wrong.",
        status="Needs a look",
        kind="error",
    )
