"""Imports from the upload to the last row: brought, checked, taken in once, or cancelled."""

import logging

from django.db import transaction
from django.db.models.functions import Now
from django.utils.datastructures import MultiValueDict

from hub.files import storing
from hub.imports import registry, tasks
from hub.imports.choices import Step
from hub.imports.jobs import Job, source_of
from hub.imports.models import Import, ImportFile, RejectedRow
from hub.imports.registry import Refused
from hub.imports.tables import FileUnreadable
from hub.permissions import may
from hub.platform import nudges
from hub.platform.choices import WorkState
from hub.trail.record import record

log = logging.getLogger(__name__)

#: One person's imports under way: a flood waits at its own door.
AT_ONCE = 5
TRIES = 10
PURPOSE = "import"


class ImportRefused(Exception):
    """A rule says no. The message can be shown as it stands."""


class ImportOver(ImportRefused):
    """Somebody has said yes or no already."""

    def __init__(self):
        super().__init__("Somebody has answered this import already. This is how it stands now.")


class FileWaits(Exception):
    """A file of the import is still being looked at by the scanner."""


@transaction.atomic
def bring(*, importer, uploads, options, by) -> Import:
    """Keep the uploads ({slot: value of an UploadField}) and have them checked by a worker.

    ``options``: {field: [texts]} of the importer's own form, as they were sent. Raises
    ImportRefused when too many of one's imports are under way.
    """
    if Import.objects.live().filter(requested_by=by).count() >= AT_ONCE:
        raise ImportRefused(f"{AT_ONCE} of your imports are under way. Wait until one is checked.")
    imported = Import.objects.create(
        key=importer.key, title=importer.title, options=options, requested_by=by
    )
    for slot, upload in uploads.items():
        stored = storing.store(upload=upload, purpose=PURPOSE, by=by)
        ImportFile.objects.create(imported=imported, slot=slot, file=stored)
    record("brought", imported, by=by)
    nudges.after_commit(tasks.work_on_import, imported.pk)
    return imported


@transaction.atomic
def take_in(*, imported, by):
    """Yes: have what was checked taken in. Raises ImportOver for whoever comes second."""
    _move(Import.objects.waiting_for_an_answer(), imported, step=Step.APPLY, applied_by=by)
    record("confirmed", imported, by=by)


@transaction.atomic
def cancel(*, imported, by):
    """No: nothing is taken in. Raises ImportOver when that was said or done already."""
    open_ones = Import.objects.waiting_for_an_answer() | Import.objects.failed()
    changed = open_ones.filter(pk=imported.pk).update(step=Step.CANCELLED, state=WorkState.DONE)
    if not changed:
        raise ImportOver
    record("cancelled", imported, by=by)


@transaction.atomic
def check_again(*, imported, mapping=None, by):
    """Check anew: after a failure, or with another ``mapping`` {column: heading, "" for none}."""
    open_ones = Import.objects.waiting_for_an_answer() | Import.objects.failed()
    fields = {} if mapping is None else {"mapping": mapping}
    _move(open_ones, imported, step=Step.CHECK, refusal="", last_error="", **fields)
    record("had checked again", imported, by=by)


def _move(rows, imported, **fields):
    """One of these rows back to the queue: of two who ask at once one finds it there.

    Attempts are not counted anew, because their number is the token of a claim.
    """
    changed = rows.filter(pk=imported.pk).update(
        state=WorkState.QUEUED, next_attempt_at=Now(), **fields
    )
    if not changed:
        raise ImportOver
    nudges.after_commit(tasks.work_on_import, imported.pk)


def work(imported):
    """Check a claimed import or take it in, and mark what came of it.

    What it does to the data and the mark that it is done are one transaction: an import that was
    interrupted has done nothing.
    """
    dry_run, job = imported.step == Step.CHECK, None
    try:
        importer, job = _job(imported, dry_run=dry_run)
        with transaction.atomic():
            importer.run(job)
            if importer.all_or_none and job.rejected_total and not dry_run:
                raise Refused(
                    "Some rows cannot be taken in, and this file is taken in whole or not at all."
                )
            if dry_run:
                transaction.set_rollback(True)
            elif not _done(imported, job, applied_at=Now()):
                transaction.set_rollback(True)  # another worker was given it meanwhile
        if dry_run:
            _done(imported, job, checked_at=Now())
    except FileWaits as error:
        imported.put_off(error, tries=TRIES)
    except (Refused, FileUnreadable) as refusal:
        headings = job.headings if job else imported.headings
        imported.leave(WorkState.FAILED, refusal=str(refusal), last_error="", headings=headings)
    except Exception as error:  # whatever an importer's own code does, its row must not hang
        log.error("import %s failed: %s", imported.pk, type(error).__name__, exc_info=error)
        imported.leave(WorkState.FAILED, refusal="", last_error=type(error).__name__)


def _job(imported, *, dry_run):
    """(importer, Job). Raises Refused when it may no longer be used, and FileUnreadable."""
    by = imported.requested_by if dry_run else imported.applied_by
    try:
        importer = registry.get(imported.key)
    except KeyError as error:
        raise Refused("This kind of file can no longer be taken in.") from error
    if by is None or not may(by, importer.right):
        raise Refused("Whoever brought this file may no longer take such files in.")
    files = {each.slot: each.file for each in imported.files.select_related("file")}
    for stored in files.values():
        if stored.is_waiting:
            raise FileWaits
        if stored.is_blocked:
            raise Refused(f"The virus scanner blocked {stored.name}. Nothing was taken in.")
    options = {}
    if importer.form:
        form = importer.form(MultiValueDict(imported.options))
        if not form.is_valid():
            raise Refused("What was chosen for this file no longer holds. Bring it again.")
        options = form.cleaned_data
    sources = {slot: source_of(stored) for slot, stored in files.items()}
    return importer, Job(
        importer=importer,
        sources=sources,
        options=options,
        mapping=imported.mapping,
        by=by,
        dry_run=dry_run,
    )


@transaction.atomic
def _done(imported, job, **times):
    """Mark the run as done, with its report. False when the claim was taken over by another."""
    kept = imported.leave(
        WorkState.DONE,
        counts=[[word, number] for word, number in job.counts.items()],
        notes=job.notes,
        headings=job.headings,
        rejected=job.rejected_total,
        refusal="",
        last_error="",
        **times,
    )
    if kept:
        imported.rows.all().delete()
        RejectedRow.objects.bulk_create(
            RejectedRow(imported=imported, file_name=name, line=line, reason=reason[:500])
            for name, line, reason in job.rejected
        )
        if not job.dry_run:
            changes = {word: (None, number) for word, number in job.counts.items()}
            record("took in", imported, by=job.by, changes=changes)
    return kept
