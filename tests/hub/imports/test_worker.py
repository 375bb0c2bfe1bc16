"""An import through a real worker that is killed in the middle: taken in once, and whole."""

import datetime

import pytest
from django.db import transaction
from django.utils import timezone

from hub.imports import runs, sweeps, tasks
from hub.imports.models import Import
from hub.platform import nudges
from hub.platform.choices import WorkState
from hub.trail.models import Entry
from schools.models import Region, School
from tests.factories.accounts import make_user
from tests.worker import eventually, kill, worker

pytestmark = [
    pytest.mark.machine,
    pytest.mark.django_db(transaction=True),
]


def test_what_a_worker_was_killed_over_is_taken_in_once_by_the_sweep(
    settings, tmp_path, regions, checked
):
    officer, log = make_user("officer"), tmp_path / "worker.log"
    imported = checked(officer, "URN,Region\r\n500001,North\r\n500002,South\r\n")
    runs.take_in(imported=imported, by=officer)
    with (
        worker("heavy", log=log, HUB_VAR=str(tmp_path)) as child,
        transaction.atomic(),
    ):
        # The worker claims the import and then waits for the second school: the middle of its work.
        School.objects.select_for_update().get(urn=500002)
        nudges.send(tasks.work_on_import, imported.pk)
        eventually(lambda: Import.objects.get().state == WorkState.RUNNING, log=log)
        kill(child)
    half_way = School.objects.filter(region__isnull=False).count()
    Import.objects.update(
        running_since=timezone.now() - sweeps.LOST_AFTER - datetime.timedelta(minutes=1)
    )
    sweeps.work_on_waiting()
    sweeps.work_on_waiting()
    tasks.work_on_import(imported.pk)  # what the broker delivers again when its time is up
    assert half_way == 0
    assert Region.objects.filter(schools__isnull=False).count() == 2
    assert Entry.objects.filter(action="took in").count() == 1
