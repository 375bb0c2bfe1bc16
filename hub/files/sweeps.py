"""What the portal does by itself about uploads: scan what waits, forget what is over."""

from datetime import timedelta

from django.conf import settings
from django.db.models.functions import Now

from hub.files import purposes, scanning, tasks
from hub.files.choices import Scan
from hub.files.models import StoredFile
from hub.files.storing import forget
from hub.files.strays import delete_strays
from hub.platform import nudges
from hub.platform.choices import WorkState
from hub.platform.sweeps import sweep

#: A task ends after five minutes at most (hub/celery.py): after ten its worker is dead.
LOST_AFTER = timedelta(minutes=10)
_NUDGES = 20
_BATCH = 100


@sweep("files.scan")
def scan_waiting():
    """Have scanned what no nudge reached, and what came before there was a scanner."""
    if not settings.HUB_CLAMAV:
        return "no scanner is set (HUB_CLAMAV)"
    StoredFile.objects.from_before_the_scanner().update(
        scan=Scan.PENDING, state=WorkState.QUEUED, next_attempt_at=Now()
    )
    back, over = StoredFile.objects.requeue_lost(after=LOST_AFTER, tries=scanning.TRIES)
    waiting = list(StoredFile.objects.due().values_list("pk", flat=True)[:_NUDGES])
    for pk in waiting:
        if not nudges.hand_on(tasks.scan_file, str(pk)):
            break
    return f"{len(waiting)} waiting, {back} of a lost worker put back, {over} given up"


@sweep("files.forget", every=timedelta(minutes=15))
def forget_old():
    """Delete what was blocked a week ago, what has outlived its purpose, and what no row names."""
    over = list(StoredFile.objects.past_quarantine()[:_BATCH])
    for each in purposes.registered():
        over += StoredFile.objects.past(each)[:_BATCH]
    forget(over)
    strays = delete_strays("uploads", StoredFile._meta.get_field("file"))
    return f"{len(over)} forgotten, {strays} stray files"
