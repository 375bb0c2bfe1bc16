"""What a worker does about a run: make it, divide it, make a part, put the parts together.

A divided run waits, queued, until its last part is made. Then, and only then, it is due again
(querysets.py), and whoever claims it puts it together: once, however many workers end at once.
"""

import logging
import tempfile

from django.core.files.base import ContentFile, File
from django.db import OperationalError, transaction
from django.utils import timezone

from hub.platform import nudges
from hub.platform.choices import WorkState
from hub.reporting import build, notices, registry, runs, tasks
from hub.reporting.models import ReportPart, ReportRun

log = logging.getLogger(__name__)

#: What may pass by itself: the database or the disk was away. Everything else fails at once.
_MAY_PASS = (OperationalError, OSError)


def make(run):
    """Make the file of a claimed run and mark it done, divide it, or mark it failed."""
    try:
        asked = runs.asked_of(run)
        if run.split_at:
            _put_together(run, asked)
            return
        _say(run, "Collecting the figures")
        keys = asked.keys()
        parts = build.parts_of(asked, keys)
        if len(parts) > 1:
            _divide(run, asked, parts)
            return
        content = build.make_part(asked, parts[0], as_at=timezone.now())
        _keep(run, ContentFile(content), things=len(keys) if keys is not None else None)
    except Exception as error:  # whatever a report's own code does, its row must not hang
        _log(run, error)
        fail(run, error)


def make_part(part):
    """Make a claimed part, and hand on what follows: the next part, or the assembly."""
    run = part.run
    try:
        asked = runs.asked_of(run)
        count = run.parts.count()
        content = build.make_part(
            asked, build.Part(part.index, count, part.keys), as_at=run.split_at
        )
        part.file.save("", ContentFile(content), save=False)
        made = part.leave(
            WorkState.DONE,
            file=part.file.name,
            pages=build.pages_of(asked, content),
            last_error="",
        )
        if not made:  # a worker thought dead that came back late
            part.file.storage.delete(part.file.name)
            return
    except _MAY_PASS as error:
        _log(run, error)
        part.put_off(error, tries=runs.TRIES)
    except Exception as error:  # whatever a report's own code does, its row must not hang
        _log(run, error)
        part.leave(WorkState.FAILED, last_error=type(error).__name__)
    _after(part)


def _after(part):
    """Say how far the run is, and let it go on."""
    run = ReportRun.objects.get(pk=part.run_id)
    if part.state in (WorkState.FAILED, WorkState.GIVEN_UP):
        fail_divided(run, part.last_error)
    elif part.state == WorkState.DONE:
        _say_how_far(run)
        if ReportPart.objects.due().filter(run=run).exists():
            nudges.send(tasks.build_part, str(run.pk))
        elif not run.parts.unfinished().exists():
            nudges.send(tasks.build_run, str(run.pk))


def _divide(run, asked, parts):
    """Write the parts and give the run back to the queue, where it waits for them."""
    number = sum(len(part.keys) for part in parts)
    with transaction.atomic():
        divided = run.leave(
            WorkState.QUEUED,
            split_at=timezone.now(),
            things=number,
            progress=f"0 of {asked.report.each.count(number)}",
        )
        if not divided:
            return
        ReportPart.objects.bulk_create(
            ReportPart(run=run, index=part.index, keys=part.keys) for part in parts
        )
        for _ in range(runs.PARTS_AT_ONCE):
            nudges.after_commit(tasks.build_part, str(run.pk))


def _put_together(run, asked):
    """Assemble the parts into the file of the run, then forget them."""
    _say(run, "Putting the parts together")
    parts = list(run.parts.order_by("index"))
    sources = [(part.file.open, part.pages) for part in parts]
    with tempfile.TemporaryFile() as file:
        build.put_together(asked, sources, file)
        file.seek(0)
        _keep(run, File(file))
    if run.state == WorkState.DONE:
        forget_parts(run)


def forget_parts(run):
    """Delete the parts of a run that is over, and their files."""
    for part in run.parts.all():
        if part.file:
            part.file.storage.delete(part.file.name)
    run.parts.all().delete()


def _keep(run, content, **fields):
    # The file gets a random name that no row points to until the row flips, so that nobody ever
    # meets half a file; what a killed worker leaves behind is swept away.
    run.file.save(run.format, content, save=False)
    name, now = run.file.name, timezone.now()
    with transaction.atomic():
        kept = run.leave(
            WorkState.DONE,
            file=name,
            progress="",
            last_error="",
            made_at=now,
            expires_at=now + runs.kept(),
            **fields,
        )
        if kept:
            notices.ready(run)
    if not kept:
        run.file.storage.delete(name)


@transaction.atomic
def fail(run, error, *, state=WorkState.FAILED):
    """End a claimed run with the kind of an error; its person is told when it took long."""
    if run.leave(state, last_error=type(error).__name__, progress=""):
        notices.failed(run)


@transaction.atomic
def fail_divided(run, last_error):
    """End a run of which a part failed for good. Its other parts stay, for the next try."""
    waiting = ReportRun.objects.filter(pk=run.pk, state=WorkState.QUEUED)
    if waiting.update(state=WorkState.FAILED, last_error=last_error, progress=""):
        run.refresh_from_db()
        notices.failed(run)


def _say(run, sentence):
    ReportRun.objects.filter(pk=run.pk).update(progress=sentence)


def _say_how_far(run):
    words = f"{run.things_done:,} of {registry.get(run.key).each.count(run.things)}"
    ReportRun.objects.filter(pk=run.pk, state=WorkState.QUEUED).update(progress=words)


def _log(run, error):
    log.error("report %s failed: %s", run.pk, type(error).__name__, exc_info=error)
