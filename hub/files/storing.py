"""Keeping an upload, and forgetting it. Nothing outside this module writes a StoredFile."""

import hashlib

from django.conf import settings
from django.db import transaction

from hub.files import tasks
from hub.files.choices import Scan
from hub.files.models import StoredFile
from hub.files.names import tidy_name
from hub.platform import nudges
from hub.platform.choices import WorkState
from hub.trail.record import record


@transaction.atomic
def store(*, upload, purpose, by, is_ours=False) -> StoredFile:
    """Keep a checked upload (the value of an UploadField) under a random name.

    ``is_ours``: the portal has made it itself, so that no scanner needs to look at it.

    With a scanner set (HUB_CLAMAV) it waits for that, and a worker is nudged after commit. When the
    transaction comes to nothing a sweep removes the content.
    """
    ending = upload.kind.endings[0]
    waits = bool(settings.HUB_CLAMAV) and not is_ours
    unseen = Scan.CLEAN if is_ours else Scan.NOT_SCANNED
    stored = StoredFile(
        purpose=purpose,
        name=tidy_name(upload.name, ending=_own_ending(upload, ending)),
        content_type=upload.kind.content_type,
        size=upload.size,
        sha256=_sha256(upload),
        scan=Scan.PENDING if waits else unseen,
        state=WorkState.QUEUED if waits else WorkState.DONE,
        uploaded_by=by,
    )
    stored.file.save("", upload, save=False)
    stored.save(force_insert=True)
    record("uploaded", stored, by=by, changes={"purpose": (None, purpose)})
    if waits:
        nudges.after_commit(tasks.scan_file, str(stored.pk))
    return stored


def forget(stored_files):
    """Delete the content of these files; their rows stay and say that there was one."""
    for each in stored_files:
        each.file.delete(save=False)
        StoredFile.objects.filter(pk=each.pk).update(file="")


def _own_ending(upload, usual):
    given = upload.name.rpartition(".")[2].lower()
    return given if given in upload.kind.endings else usual


def _sha256(upload):
    digest = hashlib.sha256()
    upload.seek(0)
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()
