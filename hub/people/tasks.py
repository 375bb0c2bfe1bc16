"""The nudges that have e-mails to many families sent, and copies of their data made."""

from celery import shared_task

from hub.people import circulars, exporting
from hub.people.models import Circular, FamilyExport
from hub.platform import nudges


@shared_task
def send_circular(circular_id):
    """Send the next batch of one e-mail to many; running it again sends nothing twice."""
    circular = Circular.objects.claim(circular_id)
    if circular is None:  # all sent, or another worker is at it
        return
    circulars.send_batch(circular)
    if Circular.objects.due().filter(pk=circular_id).exists():
        nudges.send(send_circular, circular_id)


@shared_task
def make_export(export_id):
    """Make one copy of a family's data; running it again makes nothing."""
    export = FamilyExport.objects.claim(export_id)
    if export is None:  # made, or another worker is at it
        return
    exporting.make(export)
