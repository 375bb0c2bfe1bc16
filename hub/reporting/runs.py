"""Runs of reports: asked for, tried again, cancelled. What a worker does stands in making.py."""

import hashlib
import json
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import Avg, ExpressionWrapper, F, FloatField
from django.db.models.functions import Extract, Now

from hub.accounts.models import User
from hub.permissions import may
from hub.platform import nudges
from hub.platform.choices import WorkState
from hub.policy.values import value
from hub.reporting import registry, tasks
from hub.reporting.build import Asked
from hub.reporting.forms import bind
from hub.reporting.models import ReportRun
from hub.reporting.policy_rules import MOST_HOURS
from hub.trail.record import record

#: No file is kept for longer: the privacy page says so.
KEPT = timedelta(hours=MOST_HOURS)
#: A worker's task ends after five minutes at most (hub/celery.py): after ten it is dead.
LOST_AFTER = timedelta(minutes=10)
TRIES = 3
#: One person's reports in the making: a flood waits at its own door.
AT_ONCE = 10
#: Parts of one run that stand in the queue at a time, so that other runs get their turn.
PARTS_AT_ONCE = 2
_REMEMBERED = 10  # runs from which the next one's time is told
_OVER = (WorkState.FAILED, WorkState.GIVEN_UP)


def kept():
    """For how long the file of a report that is made now is kept: the rule "report-hours"."""
    return timedelta(hours=value("report-hours"))


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
    _one_at_a_time(by)
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


@transaction.atomic
def try_again(*, run, by):
    """Ask anew for what a run that is over was about; returns the ReportRun.

    A large run that failed goes on where it stopped: only what is missing is made. Raises
    RunRefused when it can no longer be asked for.
    """
    try:
        asked = asked_of(run)
    except NoLongerAllowed as error:
        raise RunRefused(
            "This report can no longer be made. Choose again what to build."
        ) from error
    _one_at_a_time(by)
    same = ReportRun.objects.live().filter(
        requested_by=run.requested_by, key=run.key, format=run.format, asked_hash=run.asked_hash
    )
    if run.state in _OVER and run.parts.exists() and not same.exists():
        return _go_on_with(run, by)
    return request_run(report=asked.report, form=asked.form, by=by)


def _go_on_with(run, by):
    """Let a failed run wait again, with what is missing of it."""
    back = {"state": WorkState.QUEUED, "next_attempt_at": Now(), "attempts": 0, "last_error": ""}
    if not ReportRun.objects.filter(pk=run.pk, state__in=_OVER).update(**back):
        return run
    run.parts.filter(state__in=_OVER).update(**back)
    lost = [part.pk for part in run.parts.all() if part.file and not _is_kept(part.file)]
    run.parts.filter(pk__in=lost).update(file="", **back)
    if not run.parts.exists():  # a sweep was quicker
        ReportRun.objects.filter(pk=run.pk).update(split_at=None, things=None)
    record("tried again", run, by=by)
    for _ in range(PARTS_AT_ONCE):
        nudges.after_commit(tasks.build_part, str(run.pk))
    nudges.after_commit(tasks.build_run, str(run.pk))
    run.refresh_from_db()
    return run


@transaction.atomic
def cancel(*, run, by):
    """Give up a run that waits, for a worker or for its parts; what is made of it is deleted later.

    Raises RunRefused when a worker is at it just now, or when it is over.
    """
    waiting = ReportRun.objects.filter(pk=run.pk, state=WorkState.QUEUED)
    if not waiting.update(state=WorkState.GIVEN_UP, last_error=ReportRun.CANCELLED, progress=""):
        raise RunRefused("This report does not wait any more, so it cannot be cancelled.")
    record("cancelled", run, by=by)


def asked_of(run) -> Asked:
    """What a run is about, as whoever asked may have it now. Raises NoLongerAllowed."""
    try:
        report = registry.get(run.key)
    except KeyError as error:
        raise NoLongerAllowed from error
    if not may(run.requested_by, report.right):
        raise NoLongerAllowed
    form = bind(report, run.asked, user=run.requested_by, format=run.format)
    if not form.is_valid():
        raise NoLongerAllowed
    return Asked(report, form, run.format)


def may_still_have(run):
    """Would the person who asked be given this report today? Asked again at every download."""
    try:
        asked_of(run)
    except NoLongerAllowed:
        return False
    return True


def seconds_for(report, format, number):
    """About how many seconds a report on so many things takes: as the last ones did."""
    done = ReportRun.objects.filter(key=report.key, format=format, state=WorkState.DONE)
    last = done.filter(things__gte=report.each.part(format), split_at__isnull=False)
    took = ExpressionWrapper(
        Extract(F("made_at") - F("split_at"), "epoch") / F("things"), output_field=FloatField()
    )
    recent = last.order_by("-made_at").annotate(took=took)[:_REMEMBERED]
    return number * (recent.aggregate(mean=Avg("took"))["mean"] or report.each.seconds)


def _is_kept(file):
    return file.storage.exists(file.name)


def _one_at_a_time(user):
    """Of two requests of one person the second waits, so that neither overlooks the other."""
    if user is not None:
        User.objects.select_for_update(no_key=True).filter(pk=user.pk).first()


def _hash(asked):
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
