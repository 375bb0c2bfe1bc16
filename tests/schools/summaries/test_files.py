"""Files of published summaries: ordered with the publishing, made once, found by the sweep."""

import datetime
import os

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from hub.platform.choices import WorkState
from schools import sweeps
from schools.models import SummaryFile
from schools.plans import lifecycle
from schools.summaries import files, tasks
from tests.factories.accounts import make_user
from tests.factories.plans import agreed_plan
from tests.schools.summaries.plans import published_plan

pytestmark = pytest.mark.django_db


def states():
    return dict(SummaryFile.objects.values_list("format", "state"))


def test_publishing_orders_both():
    published_plan()
    assert states() == {"pdf": WorkState.QUEUED, "docx": WorkState.QUEUED}


def test_a_task_that_is_delivered_twice_makes_each_once():
    _, version = published_plan(with_files=True)
    before = set(SummaryFile.objects.values_list("file", flat=True))
    tasks.make_files(version.pk)
    assert set(SummaryFile.objects.values_list("file", flat=True)) == before
    assert states() == {"pdf": WorkState.DONE, "docx": WorkState.DONE}


def test_the_sweep_makes_what_was_published_without_us():
    plan = agreed_plan()
    lifecycle.publish(plan=plan, by=make_user("head", scope={"school": plan.school}))
    sweeps.make_files_of_summaries()
    assert states() == {"pdf": WorkState.DONE, "docx": WorkState.DONE}


def test_what_a_dead_worker_left_is_made():
    published_plan()
    row = SummaryFile.objects.claim_next()
    SummaryFile.objects.update(running_since=None, state=WorkState.QUEUED)
    SummaryFile.objects.filter(pk=row.pk).update(
        state=WorkState.RUNNING, running_since=timezone.now() - datetime.timedelta(minutes=11)
    )
    sweeps.make_files_of_summaries()
    assert states() == {"pdf": WorkState.DONE, "docx": WorkState.DONE}


def test_a_fault_puts_it_off_and_says_its_kind(monkeypatch):
    _, version = published_plan()
    monkeypatch.setattr(files, "of_version", lambda version: 1 / 0)
    tasks.make_files(version.pk)
    assert set(SummaryFile.objects.values_list("state", "last_error")) == {
        (WorkState.QUEUED, "ZeroDivisionError")
    }


def test_a_file_that_no_row_names_is_deleted():
    default_storage.save("summaries/stray.pdf", ContentFile(b"%PDF"))
    with_age = timezone.now().timestamp() - 7200
    os.utime(default_storage.path("summaries/stray.pdf"), (with_age, with_age))
    _, version = published_plan(with_files=True)
    sweeps.make_files_of_summaries()
    kept = SummaryFile.objects.get(version=version, format="pdf").file.name
    assert not default_storage.exists("summaries/stray.pdf")
    assert default_storage.exists(kept)
