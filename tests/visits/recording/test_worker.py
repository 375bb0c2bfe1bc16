"""The report of a visit through a real worker that is killed in the middle: made once."""

import datetime

import pytest
from django.db import connection, transaction
from django.utils import timezone

from hub.platform import nudges
from hub.platform.choices import WorkState
from hub.reporting import registry, runs, sweeps, tasks
from hub.reporting.forms import bind
from hub.reporting.models import ReportRun
from tests.worker import eventually, kill, worker
from visits.models import SentReport
from visits.recording import keeping, sending
from visits.recording.keeping import mark_of

pytestmark = [
    pytest.mark.machine,
    pytest.mark.django_db(transaction=True),
]


def test_a_worker_killed_over_a_visit_report_costs_no_second_file(
    settings, tmp_path, record, officer
):
    log = tmp_path / "worker.log"
    seen = {"strengths": mark_of("")}
    values = {"strengths": "Singing in every class"}
    record = keeping.save(record=record, values=values, seen=seen, by=officer).record
    sending.send(record=record, number=1, by=officer)
    report = registry.get("visit-report")
    asked = {"school": [record.visit.school.reference], "visit": [record.visit.reference]}
    form = bind(report, asked, user=officer, format="pdf")
    assert form.is_valid(), form.errors
    run = runs.request_run(report=report, form=form, by=officer)
    table = connection.ops.quote_name(SentReport._meta.db_table)
    with (
        worker("heavy", log=log, HUB_VAR=str(tmp_path)) as child,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        # The worker claims the run and then waits for what was sent: the middle of its work.
        cursor.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        nudges.send(tasks.build_run, str(run.pk))
        eventually(lambda: _fresh(run).state == WorkState.RUNNING, log=log)
        kill(child)
    ReportRun.objects.update(
        running_since=timezone.now() - runs.LOST_AFTER - datetime.timedelta(minutes=1)
    )
    sweeps.build_waiting()
    sweeps.build_waiting()
    tasks.build_run(str(run.pk))  # what the broker delivers again when its time is up
    files = list((settings.MEDIA_ROOT / "reports").glob("*"))
    assert (_fresh(run).is_ready, _fresh(run).attempts, len(files)) == (True, 2, 1)
    assert SentReport.objects.count() == 1


def _fresh(run):
    return ReportRun.objects.get(pk=run.pk)
