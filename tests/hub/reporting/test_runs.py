"""Runs: asked for once, made once, and nobody's but whose they are."""

import datetime
import os

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from hub.platform.choices import WorkState
from hub.reporting import making, runs, sweeps, tasks
from hub.reporting.forms import bind
from hub.reporting.models import ReportRun
from hub.trail.models import Entry
from schools.models import School
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory
from tests.races import rival


@pytest.fixture
def school(db):
    return SchoolFactory(name="St Alban's")


def ask(report, school, by, format="csv"):
    form = bind(report, {"school": [school.urn]}, user=by, format=format)
    assert form.is_valid(), form.errors
    return runs.request_run(report=report, form=form, by=by)


@pytest.fixture
def run(tiny, school, manager):
    """A report on one school that waits for a worker."""
    return ask(tiny, school, manager)


def fresh(run):
    return ReportRun.objects.get(pk=run.pk)


def test_a_request_is_a_row_that_waits_and_stands_on_the_trail(run, manager):
    entry = Entry.objects.get(object_type="reporting.reportrun")
    assert (run.title, run.state, run.format, run.asked, entry.actor_id, entry.action) == (
        "Tiny report: St Alban's",
        WorkState.QUEUED,
        "csv",
        {"school": [run.asked["school"][0]]},
        manager.pk,
        "asked for",
    )


def test_fifty_clicks_are_one_job(tiny, school, manager):
    assert len({ask(tiny, school, manager).pk for _ in range(50)}) == 1


def test_another_person_and_another_format_are_jobs_of_their_own(tiny, school, manager, officer):
    ask(tiny, school, manager)
    ask(tiny, school, officer)
    ask(tiny, school, manager, format="pdf")
    assert ReportRun.objects.count() == 3


def test_the_database_holds_one_live_run_whatever_code_runs(run):
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportRun.objects.create(
            requested_by=run.requested_by,
            key=run.key,
            format=run.format,
            asked_hash=run.asked_hash,
            title="Again",
        )


def test_a_flood_waits_at_its_own_door(tiny, manager, officer):
    schools = SchoolFactory.create_batch(runs.AT_ONCE + 1)
    for school in schools[:-1]:
        ask(tiny, school, manager)
    ask(tiny, schools[-1], officer)
    with pytest.raises(runs.RunRefused, match="Wait until one is ready"):
        ask(tiny, schools[-1], manager)


def test_the_worker_makes_the_file_and_marks_the_row(run):
    tasks.build_run(str(run.pk))
    made = fresh(run)
    assert (made.state, made.attempts, made.running_since, made.is_ready, made.last_error) == (
        WorkState.DONE,
        1,
        None,
        True,
        "",
    )
    urn = run.asked["school"][0]
    with made.file.open() as file:
        written = file.read().decode()
    assert written == f"\ufeffURN,School\r\n{urn},St Alban's\r\n"


def test_a_file_has_a_random_name(run):
    tasks.build_run(str(run.pk))
    assert fresh(run).file.name.removeprefix("reports/").removesuffix(".csv").isalnum()
    assert "alban" not in fresh(run).file.name


def test_a_task_delivered_twice_makes_one_file(run, tmp_path):
    tasks.build_run(str(run.pk))
    tasks.build_run(str(run.pk))
    assert (fresh(run).attempts, len(list(tmp_path.glob("reports/*")))) == (1, 1)


def test_a_report_whose_code_fails_says_so_with_the_kind_of_error_alone(tiny, manager):
    run = ask(tiny, SchoolFactory(name="Broken"), manager)
    tasks.build_run(str(run.pk))
    failed = fresh(run)
    assert (failed.state, failed.last_error, failed.words) == (
        WorkState.FAILED,
        "ZeroDivisionError",
        "Failed",
    )


def test_trying_again_is_a_new_job(tiny, manager):
    run = ask(tiny, SchoolFactory(name="Broken"), manager)
    tasks.build_run(str(run.pk))
    School.objects.update(name="Mended")
    again = runs.try_again(run=fresh(run), by=manager)
    tasks.build_run(str(again.pk))
    assert (again.pk != run.pk, fresh(again).is_ready) == (True, True)


def test_who_lost_the_right_before_the_worker_came_gets_nothing(tiny, school):
    lead = make_user("lead", scope={"school": school})
    run = ask(tiny, school, lead)
    lead.grants.update(ended_at=timezone.now())
    tasks.build_run(str(run.pk))
    assert (fresh(run).state, fresh(run).last_error) == (WorkState.FAILED, "NoLongerAllowed")


def test_the_sweep_makes_what_no_worker_did(run):
    ReportRun.objects.update(next_attempt_at=timezone.now() - datetime.timedelta(minutes=1))
    said = sweeps.build_waiting()
    assert (fresh(run).is_ready, said) == (
        True,
        "1 waiting, 0 of a lost worker put back, 0 given up",
    )


def claimed_and_lost(run, *, attempts=1):
    """The run as a worker leaves it that was killed in the middle."""
    ReportRun.objects.filter(pk=run.pk).update(
        state=WorkState.RUNNING,
        attempts=attempts,
        running_since=timezone.now() - runs.LOST_AFTER - datetime.timedelta(minutes=1),
    )


def test_the_sweep_makes_what_a_killed_worker_left(run):
    claimed_and_lost(run)
    sweeps.build_waiting()
    assert (fresh(run).is_ready, fresh(run).attempts) == (True, 2)


def test_a_report_that_keeps_killing_its_worker_is_given_up(run):
    claimed_and_lost(run, attempts=runs.TRIES)
    sweeps.build_waiting()
    assert (fresh(run).state, fresh(run).words) == (WorkState.GIVEN_UP, "Failed")


def test_a_worker_at_work_is_left_alone(run):
    assert ReportRun.objects.claim(run.pk)
    sweeps.build_waiting()
    assert (fresh(run).state, fresh(run).attempts) == (WorkState.RUNNING, 1)


def test_a_worker_thought_dead_that_comes_back_changes_nothing(run, tmp_path):
    slow = ReportRun.objects.claim(run.pk)
    claimed_and_lost(run)
    sweeps.build_waiting()
    kept = fresh(run).file.name
    making.make(slow)
    assert (fresh(run).file.name, len(list(tmp_path.glob("reports/*")))) == (kept, 1)


def test_a_file_is_deleted_a_day_after_it_was_made(run, tmp_path):
    tasks.build_run(str(run.pk))
    ReportRun.objects.update(expires_at=timezone.now() - datetime.timedelta(minutes=1))
    said = sweeps.forget_old()
    assert (said, fresh(run).words, list(tmp_path.glob("reports/*"))) == (
        "1 expired, 0 stray files, 0 old entries deleted",
        "No longer kept",
        [],
    )


def test_half_a_file_of_a_killed_worker_is_swept_away(run, tmp_path):
    tasks.build_run(str(run.pk))
    stray = tmp_path / "reports" / "deadbeef.csv"
    stray.write_text("half")
    long_ago = timezone.now().timestamp() - 7200
    for path in (stray, tmp_path / fresh(run).file.name):
        os.utime(path, (long_ago, long_ago))
    sweeps.forget_old()
    assert list(tmp_path.glob("reports/*")) == [tmp_path / fresh(run).file.name]


def test_since_when_the_oldest_waits_is_known(run):
    assert ReportRun.objects.oldest_waiting() == fresh(run).next_attempt_at


def test_an_empty_queue_has_no_oldest(db):
    assert ReportRun.objects.oldest_waiting() is None


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_are_one_job(tiny):
    manager, school = make_user("manager"), SchoolFactory()
    with rival(lambda: ask(tiny, school, manager)) as other, transaction.atomic():
        first = ask(tiny, school, manager)  # not committed when the second comes
        other.start_and_wait_for_the_lock()
    assert (other.returned, other.raised, ReportRun.objects.count()) == (first, None, 1)
