"""Runs of reports: asked for, made by a worker, tried again, forgotten after a day."""

import hashlib
import json
import logging
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from hub.permissions import may
from hub.platform import nudges
from hub.platform.choices import WorkState
from hub.reporting import registry, tasks
from hub.reporting.build import Asked, make
from hub.reporting.forms import bind
from hub.reporting.models import ReportRun
from hub.trail.record import record

log = logging.getLogger(__name__)

KEPT = timedelta(hours=24)
#: A worker's task ends after five minutes at most (hub/celery.py): after ten it is dead.
LOST_AFTER = timedelta(minutes=10)
TRIES = 3
#: One person's reports in the making: a flood waits at its own door.
AT_ONCE = 10


class RunRefused(Exception):
    """A rule says no. The message can be shown as it stands."""


class NoLongerAllowed(Exception):
    """What was asked for is no longer open to whoever asked."""


@transaction.atomic
def request_run(*, report, form, by):
    """Have a report made; returns its ReportRun, the one under way when there is one already.

    ``form``: the report's form, valid. Raises RunRefused when too many are under way.
    """
    asked = Asked(report, form, form.format())
    what = {"requested_by": by, "key": report.key, "format": asked.format}
    what["asked_hash"] = _hash(form.asked())
    under_way = ReportRun.objects.live().filter(**what).first()
    if under_way:
        return under_way
    if ReportRun.objects.live().filter(requested_by=by).count() >= AT_ONCE:
        raise RunRefused(f"{AT_ONCE} of your reports are being made. Wait until one is ready.")
    try:
        with transaction.atomic():
            run = ReportRun.objects.create(**what, asked=form.asked(), title=asked.title[:250])
    except IntegrityError:
        # The other click was quicker by a moment.
        return ReportRun.objects.live().get(**what)
    record("asked for", run, by=by, changes={"report": (None, run.title)})
    nudges.after_commit(tasks.build_run, str(run.pk))
    return run


def try_again(*, run, by):
    """Ask anew for what a run that failed or expired was about; returns the new ReportRun.

    Raises RunRefused when it can no longer be asked for.
    """
    try:
        report, form = _report_and_form(run)
    except NoLongerAllowed as error:
        raise RunRefused(
            "This report can no longer be made. Choose again what to build."
        ) from error
    return request_run(report=report, form=form, by=by)


def may_still_have(run):
    """Would the person who asked be given this report today? Asked again at every download."""
    try:
        _report_and_form(run)
    except NoLongerAllowed:
        return False
    return True


def build(run):
    """Make the file of a claimed run and mark it done, or failed with the kind of error."""

    def say(sentence):
        ReportRun.objects.filter(pk=run.pk).update(progress=sentence)

    try:
        report, form = _report_and_form(run)
        content = make(Asked(report, form, run.format), say=say)
    except Exception as error:  # whatever a report's own code does, its row must not hang
        _fail(run, error)
    else:
        _keep(run, content)


def _keep(run, content):
    # The file gets a random name that no row points to until the row flips, so that nobody ever
    # meets half a file; what a killed worker leaves behind is swept away.
    run.file.save(run.format, ContentFile(content), save=False)
    now = timezone.now()
    kept = run.leave(
        WorkState.DONE,
        file=run.file.name,
        progress="",
        last_error="",
        made_at=now,
        expires_at=now + KEPT,
    )
    if not kept:
        run.file.storage.delete(run.file.name)


def _fail(run, error):
    log.error("report %s failed: %s", run.pk, type(error).__name__, exc_info=error)
    run.leave(WorkState.FAILED, last_error=type(error).__name__, progress="")


def _report_and_form(run):
    """The report of a run and its valid form, for whoever asked. Raises NoLongerAllowed."""
    try:
        report = registry.get(run.key)
    except KeyError as error:
        raise NoLongerAllowed from error
    if not may(run.requested_by, report.right):
        raise NoLongerAllowed
    form = bind(report, run.asked, user=run.requested_by, format=run.format)
    if not form.is_valid():
        raise NoLongerAllowed
    return report, form


def _hash(asked):
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
