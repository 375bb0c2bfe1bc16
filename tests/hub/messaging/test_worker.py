"""Messages through a real worker: sent once, also when it is killed in the middle."""

import datetime
import threading

import pytest
from django.utils import timezone

from hub.messaging import outbox, sweeps, tasks
from hub.messaging.models import Message
from hub.platform import nudges
from hub.platform.choices import WorkState
from tests.hub.messaging.conftest import fresh
from tests.hub.worker import eventually, kill, worker

pytestmark = [
    pytest.mark.machine,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def write():
    return outbox.write(to="ana@people.example", subject="Hello", text="Text")


def test_a_worker_sends_what_a_change_promised(server, settings, tmp_path):
    log = tmp_path / "worker.log"
    with worker("soon", log=log, HUB_EMAIL_URL=settings.HUB_EMAIL_URL):
        message = write()
        nudges.send(tasks.send_message, message.pk)  # delivered twice
        eventually(lambda: fresh(message).state == WorkState.DONE, log=log)
    assert (len(server.letters), fresh(message).attempts) == (1, 1)


def test_what_a_worker_was_killed_over_is_sent_once_by_the_sweep(server, settings, tmp_path):
    log = tmp_path / "worker.log"
    goes_on = threading.Event()
    server.goes_on = goes_on
    with worker("soon", log=log, HUB_EMAIL_URL=settings.HUB_EMAIL_URL) as child:
        message = write()
        eventually(lambda: server.asked, log=log)
        kill(child)
    was = fresh(message).state
    goes_on.set()
    Message.objects.update(running_since=timezone.now() - datetime.timedelta(minutes=61))
    sweeps.send_waiting()
    sweeps.send_waiting()
    tasks.send_message(message.pk)  # what the broker delivers again when its time is up
    # The mail server may have kept the letter of the killed worker: by its Message-ID it is one.
    assert (
        was,
        {letter["Message-ID"] for letter in server.letters},
        fresh(message).state,
        fresh(message).attempts,
    ) == (WorkState.RUNNING, {message.message_id}, WorkState.DONE, 2)
