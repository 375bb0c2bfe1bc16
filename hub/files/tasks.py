"""The nudge that has an upload scanned."""

from celery import shared_task

from hub.files import scanning
from hub.files.models import StoredFile


@shared_task
def scan_file(stored_id):
    """Scan one upload that waits; running it again scans nothing."""
    stored = StoredFile.objects.claim(stored_id)
    if stored is not None:
        scanning.scan(stored)
