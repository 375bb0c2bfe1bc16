"""Faults of background work, each met once by real processes: what was promised is done, and once.

Two workers of the queue "soon" and one of "heavy" serve the whole module. Beside these stand a
worker killed over a message (tests/hub/messaging/test_worker.py) or over a report, a broker killed
under a worker (there too), and pages while Redis is away (tests/hub/test_redis_gone.py).
"""

import contextlib
import datetime
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest
from celery.beat import PersistentScheduler
from django.conf import settings as portal
from django.db import connection, connections, transaction
from django.utils import timezone
from redis import Redis

from hub.celery import app
from hub.messaging import outbox, tasks
from hub.messaging.models import Message
from hub.platform import health, nudges, sweeps
from hub.platform.choices import WorkState
from hub.platform.models import SweepRun
from hub.platform.supervisor import _celery
from hub.platform.tasks import sweep
from hub.reporting.models import ReportRun
from hub.reporting.tasks import build_run
from schools.models import School
from tests.hub.messaging.conftest import Server, fresh, serving
from tests.hub.reporting.test_worker import ask
from tests.worker import ROOT, eventually, surroundings, worker

pytestmark = [
    pytest.mark.machine,
    pytest.mark.django_db(transaction=True),
]
CREW = "hub-crew"  # how the workers are called at the database


@dataclass
class Crew:
    """The workers, their mail server and what they say."""

    server: Server
    email_url: str
    log: Path

    def until(self, what):
        eventually(what, log=self.log)

    def until_idle(self):
        """Until no task waits in the broker and none is under way."""
        with Redis.from_url(portal.REDIS_URL) as redis:
            self.until(lambda: not any(redis.llen(f"hub:{name}") for name in ("soon", "heavy")))
            self.until(lambda: not redis.hlen("hub:unacked"))


@pytest.fixture(scope="module")
def _started(django_db_setup, tmp_path_factory):
    folder = tmp_path_factory.mktemp("crew")
    handler, log = Server(), folder / "crew.log"
    with serving(handler) as port, contextlib.ExitStack() as stack:
        found = {"HUB_EMAIL_URL": f"smtp://127.0.0.1:{port}", "HUB_VAR": str(folder)}
        for queue, name in (("soon", "one"), ("soon", "two"), ("heavy", "one")):
            stack.enter_context(worker(queue, log=log, name=name, PGAPPNAME=CREW, **found))
        yield Crew(handler, found["HUB_EMAIL_URL"], log)


@pytest.fixture
def crew(_started, settings):
    """The crew with an empty broker, and this process set up like them."""
    settings.HUB_DEMO, settings.HUB_EMAIL_URL = False, _started.email_url
    nudges.forget()
    _started.until_idle()
    _started.server.letters.clear()
    _started.server.goes_on = None
    return _started


def write(n=1):
    return outbox.write(to=f"ana{n}@people.example", subject=f"Number {n}", text="Text")


def is_sent(message):
    return fresh(message).state == WorkState.DONE


def test_a_task_delivered_to_two_workers_at_once_is_done_once(crew):
    crew.server.goes_on = goes_on = threading.Event()
    message = write()
    for _ in range(2):
        nudges.send(tasks.send_message, message.pk)
    crew.until(lambda: fresh(message).state == WorkState.RUNNING)
    with Redis.from_url(portal.REDIS_URL) as redis:
        # The second worker met the others while the first was at it, and left it alone.
        crew.until(lambda: redis.hlen("hub:unacked") == 1 and not redis.llen("hub:soon"))
    goes_on.set()
    crew.until(lambda: is_sent(message))
    crew.until_idle()
    assert (len(crew.server.letters), fresh(message).attempts) == (1, 1)


def test_what_a_flushed_broker_forgot_the_sweep_does_and_new_nudges_are_quick(crew):
    crew.server.goes_on = goes_on = threading.Event()
    busy = [write(1), write(2)]
    crew.until(lambda: {fresh(each).state for each in busy} == {WorkState.RUNNING})
    forgotten = write(3)  # its nudge waits in the broker
    with Redis.from_url(portal.REDIS_URL) as redis:
        waited = redis.llen("hub:soon")
        redis.flushall()
    goes_on.set()
    crew.until(lambda: all(is_sent(each) for each in busy))
    crew.until_idle()
    left = fresh(forgotten).state
    nudged = write(4)
    crew.until(lambda: is_sent(nudged))
    nudges.send(sweep)
    crew.until(lambda: is_sent(forgotten))
    crew.until_idle()
    assert (waited, left, len(crew.server.letters)) == (1, WorkState.QUEUED, 4)


DIES = """
import os, signal
import django
django.setup()
from django.db import transaction
from hub.messaging import outbox
with transaction.atomic():
    transaction.on_commit(lambda: os.kill(os.getpid(), signal.SIGKILL))
    outbox.write(to="ana@people.example", subject="Promised", text="Text")
"""


def test_what_was_committed_by_a_process_that_died_before_its_nudge_is_done(crew):
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", DIES], env=surroundings(), cwd=ROOT, check=False
    )
    message = Message.objects.get()
    was = message.state
    nudges.send(sweep)
    crew.until(lambda: is_sent(message))
    assert (done.returncode, was, len(crew.server.letters)) == (
        -signal.SIGKILL,
        WorkState.QUEUED,
        1,
    )


@contextlib.contextmanager
def starts_counted():
    """``count()``: {sweep: how often it was started}, counted by the database itself."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE starts (name text)")
        cursor.execute(
            "CREATE FUNCTION note_start() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "IF TG_OP = 'INSERT' OR NEW.started_at <> OLD.started_at THEN "
            "INSERT INTO starts VALUES (NEW.name); END IF; RETURN NEW; END $$"
        )
        cursor.execute(
            "CREATE TRIGGER note_start AFTER INSERT OR UPDATE ON platform_sweeprun "
            "FOR EACH ROW EXECUTE FUNCTION note_start()"
        )

    def count():
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, count(*) FROM starts GROUP BY name")
            return dict(cursor.fetchall())

    try:
        yield count
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP FUNCTION note_start CASCADE")
            cursor.execute("DROP TABLE starts")


def left_an_hour_ago(path):
    """Write the file of a beat that ended an hour ago."""
    scheduler = PersistentScheduler(app=app, schedule_filename=str(path))
    for entry in scheduler.schedule.values():
        entry.last_run_at = timezone.now() - datetime.timedelta(hours=1)
    scheduler.sync()
    scheduler.close()


def test_two_beats_that_were_away_for_an_hour_run_each_due_sweep_once(crew, tmp_path):
    with starts_counted() as count, contextlib.ExitStack() as stack:
        logs = []
        for number in (1, 2):
            schedule, log = tmp_path / f"schedule{number}", tmp_path / f"beat{number}.log"
            left_an_hour_ago(schedule)
            output = stack.enter_context(log.open("wb"))
            beat = subprocess.Popen(
                [*map(str, _celery("beat", "-s", schedule, "--pidfile="))],
                env=surroundings(),
                cwd=ROOT,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
            stack.callback(beat.wait)
            stack.callback(beat.kill)
            logs.append(log)
        for log in logs:
            eventually(lambda log=log: "Sending due task sweep" in log.read_text(), log=log)
        # Each has been started at least once; what would run a second time has had its chance too.
        crew.until(lambda: len(count()) == len(sweeps.registered()))
        crew.until(lambda: not SweepRun.objects.filter(finished_at=None).exists())
        crew.until_idle()
        assert count() == {each.name: 1 for each in sweeps.registered()}


def test_a_worker_recovers_from_a_database_that_went_away_and_came_back(crew):
    first = write(1)
    crew.until(lambda: is_sent(first))  # now each worker that worked has a connection
    said = len(crew.log.read_text())
    name = connection.ops.quote_name(connection.settings_dict["NAME"])
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        try:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE application_name = %s",
                [CREW],
            )
            second = write(2)
            crew.until(lambda: "OperationalError" in crew.log.read_text()[said:])
            was = fresh(second).state
        finally:
            cursor.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    nudges.send(sweep)
    crew.until(lambda: is_sent(second))
    third = write(3)
    crew.until(lambda: is_sent(third))
    assert (was, len(crew.server.letters)) == (WorkState.QUEUED, 3)


def test_the_health_page_counts_the_workers_of_each_queue(crew):
    crew.until(lambda: len(health.workers()) == 4 and health.workers()[0].words == "2 at work")
    assert health.workers()[:2] == [
        health.Finding("workers soon", True, "2 at work"),
        health.Finding("workers heavy", True, "1 at work"),
    ]


def test_a_long_report_keeps_no_message_waiting(crew):
    table = connection.ops.quote_name(School._meta.db_table)
    run = ask()
    crew.until(lambda: ReportRun.objects.get().is_ready)
    ReportRun.objects.update(state=WorkState.QUEUED, made_at=None, expires_at=None)
    sent = []

    def write_apart():
        sent.append(write())
        connections.close_all()

    with transaction.atomic(), connection.cursor() as cursor:
        # The report claims its run and then waits for the schools: a report that takes long.
        cursor.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        nudges.send(build_run, str(run.pk))
        crew.until(lambda: ReportRun.objects.get().state == WorkState.RUNNING)
        thread = threading.Thread(target=write_apart)
        thread.start()
        thread.join()
        crew.until(lambda: is_sent(sent[0]))
        meanwhile = ReportRun.objects.get().state
    crew.until(lambda: ReportRun.objects.get().is_ready)
    assert meanwhile == WorkState.RUNNING
