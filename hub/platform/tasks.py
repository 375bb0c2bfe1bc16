"""The nudge of beat."""

from celery import shared_task

from hub.platform import sweeps


@shared_task
def sweep():
    """Run every sweep that is due; twice at once does no harm."""
    sweeps.run(only_due=True)
