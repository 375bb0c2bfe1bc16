"""The nudge that has a published address checked."""

from celery import shared_task

from schools.models import PublishedAddress
from schools.summaries import checking


@shared_task
def check_address(address_id):
    """Check one address that waits; running it again asks nobody."""
    address = PublishedAddress.objects.claim(address_id)
    if address is not None:
        checking.check(address)
