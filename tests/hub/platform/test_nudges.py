"""Nudges: a broker that is down costs a page neither an error nor a second."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import transaction

from hub.celery import app
from hub.messaging.tasks import send_message
from hub.platform import nudges

ROOT = Path(__file__).resolve().parents[3]
TIMED = """
import time
import django
django.setup()
from hub.messaging.tasks import send_due
from hub.platform import nudges
nudges.send(send_due)  # imports what Celery imports late
nudges.forget()
began = time.monotonic()
sent = nudges.send(send_due)
first = time.monotonic() - began
for _ in range(100):
    sent = nudges.send(send_due) or sent
print(sent, first < 1, time.monotonic() - began - first < 0.5)
"""


def time_with(redis_url):
    """What a process says whose broker is at this address: (sent, quick, quick again)."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", TIMED],
        env=os.environ | {"REDIS_URL": redis_url, "DJANGO_SETTINGS_MODULE": "hub.settings"},
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.split()


def test_a_broker_that_refuses_costs_no_second():
    assert time_with("redis://127.0.0.1:1/0") == ["False", "True", "True"]


def test_a_broker_that_says_nothing_costs_no_second():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"redis://127.0.0.1:{silent.getsockname()[1]}/0"
        assert time_with(url) == ["False", "True", "True"]


@pytest.fixture
def queue():
    """The length of the queue of messages in the broker of the tests; emptied before and after."""
    nudges.forget()
    app.control.purge()
    with app.connection_for_read() as connection:
        yield lambda: connection.default_channel._size("soon")
    app.control.purge()


def test_a_nudge_is_sent_after_the_commit_and_not_before(
    queue, db, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        with transaction.atomic():
            nudges.after_commit(send_message, 1)
        before = queue()
    assert (before, queue()) == (0, 1)


def test_what_was_rolled_back_is_never_nudged(queue, db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        nudges.after_commit(send_message, 1)
        transaction.set_rollback(True)
    assert queue() == 0


def test_by_hand_a_sweep_does_the_work_itself(queue):
    done = []

    def task(number):
        done.append(number)

    nudges.hand_on(task, 7)
    assert (done, queue()) == ([7], 0)
