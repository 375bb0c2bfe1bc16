"""The nudge that has an import checked or taken in, on the queue for what takes long."""

from celery import shared_task

from hub.imports import runs
from hub.imports.models import Import


@shared_task
def work_on_import(import_id):
    """Check an import or take it in, whichever is due; running it again does nothing."""
    imported = Import.objects.claim(import_id)
    if imported is not None:
        runs.work(imported)
