"""A report through a real worker: made, and made once when the worker is killed in the middle."""

import datetime

import pytest
from django.db import connection, transaction
from django.utils import timezone
from pypdf import PdfReader

from hub.platform import nudges
from hub.platform.choices import WorkState
from hub.reporting import registry, runs, sweeps, tasks
from hub.reporting.forms import bind
from hub.reporting.models import ReportRun
from schools.models import School
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory
from tests.worker import eventually, kill, worker

pytestmark = [
    pytest.mark.machine,
    pytest.mark.django_db(transaction=True),
]


def ask():
    """A manager asks for the profile of a school."""
    manager, school = make_user("manager"), SchoolFactory(name="Oak School")
    report = registry.get("school-profile")
    form = bind(report, {"school": [str(school.urn)]}, user=manager, format="pdf")
    assert form.is_valid(), form.errors
    return runs.request_run(report=report, form=form, by=manager)


def fresh(run):
    return ReportRun.objects.get(pk=run.pk)


def files(settings):
    return list((settings.MEDIA_ROOT / "reports").glob("*"))


def test_a_worker_makes_the_pdf_that_was_asked_for(settings, tmp_path):
    log = tmp_path / "worker.log"
    with worker("heavy", log=log, HUB_VAR=str(tmp_path)):
        run = ask()
        eventually(lambda: fresh(run).is_ready, log=log)
    (made,) = (tmp_path / "files" / "reports").glob("*.pdf")
    assert made.read_bytes().startswith(b"%PDF-")


def test_what_a_worker_was_killed_over_is_made_once_by_the_sweep(settings, tmp_path):
    log = tmp_path / "worker.log"
    run = ask()  # its nudge is gone by the time that the worker stands
    table = connection.ops.quote_name(School._meta.db_table)
    with (
        worker("heavy", log=log, HUB_VAR=str(tmp_path)) as child,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        # The worker claims the run and then waits for the schools: the middle of its work.
        cursor.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        nudges.send(tasks.build_run, str(run.pk))
        eventually(lambda: fresh(run).state == WorkState.RUNNING, log=log)
        kill(child)
    was = fresh(run).state
    ReportRun.objects.update(
        running_since=timezone.now() - runs.LOST_AFTER - datetime.timedelta(minutes=1)
    )
    sweeps.build_waiting()
    sweeps.build_waiting()
    tasks.build_run(str(run.pk))  # what the broker delivers again when its time is up
    assert (was, fresh(run).is_ready, fresh(run).attempts, len(files(settings))) == (
        WorkState.RUNNING,
        True,
        2,
        1,
    )


def test_a_worker_killed_over_a_part_costs_that_part_and_the_whole_is_made_once(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    log = tmp_path / "worker.log"
    manager = make_user("manager")
    SchoolFactory.create_batch(11)
    report = registry.get("school-profile")
    form = bind(report, {}, user=manager, format="pdf")
    assert form.is_valid(), form.errors
    run = runs.request_run(report=report, form=form, by=manager)
    tasks.build_run(str(run.pk))
    tasks.build_part(str(run.pk))
    first = run.parts.get(index=0).file.name
    table = connection.ops.quote_name(School._meta.db_table)
    with (
        worker("heavy", log=log, HUB_VAR=str(tmp_path)) as child,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        nudges.send(tasks.build_part, str(run.pk))
        eventually(lambda: run.parts.filter(state=WorkState.RUNNING).exists(), log=log)
        kill(child)
    lost = run.parts.filter(state=WorkState.RUNNING)
    assert [(part.index, part.attempts) for part in lost] == [(1, 1)]
    lost.update(running_since=timezone.now() - runs.LOST_AFTER - datetime.timedelta(minutes=1))
    before = run.parts.get(index=0)
    sweeps.build_waiting()
    sweeps.build_waiting()
    assert (before.file.name, before.attempts) == (first, 1)
    assert (fresh(run).is_ready, fresh(run).things, len(files(settings))) == (True, 11, 1)


def test_workers_make_a_large_report_from_the_click_to_the_file(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    log = tmp_path / "worker.log"
    manager = make_user("manager")
    SchoolFactory.create_batch(11)
    with worker("heavy", log=log, HUB_VAR=str(tmp_path)):
        report = registry.get("school-profile")
        form = bind(report, {}, user=manager, format="pdf")
        assert form.is_valid(), form.errors
        run = runs.request_run(report=report, form=form, by=manager)
        eventually(lambda: fresh(run).is_ready, log=log)
    (made,) = (tmp_path / "files" / "reports").glob("*")
    assert (made.suffix, len(PdfReader(made).pages)) == (".pdf", 12)
