"""Messages through a real worker: sent once, also when it is killed in the middle."""

import datetime
import tempfile
import threading
from pathlib import Path

import pytest
from django.utils import timezone
from kombu import Connection

from hub.celery import app
from hub.messaging import outbox, sweeps, tasks
from hub.messaging.models import Message
from hub.platform import ladder, nudges
from hub.platform.addresses import for_celery
from hub.platform.broker import Broker
from hub.platform.choices import WorkState
from hub.platform.state import State
from tests.hub.messaging.conftest import fresh
from tests.worker import eventually, kill, worker

pytestmark = [
    pytest.mark.machine,
    pytest.mark.django_db(transaction=True),
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
    assert len(server.letters) <= 2
    assert (
        was,
        {letter["Message-ID"] for letter in server.letters},
        fresh(message).state,
        fresh(message).attempts,
    ) == (WorkState.RUNNING, {message.message_id}, WorkState.DONE, 2)


@pytest.fixture
def broker():
    """A broker of this test's own, on a socket, for the test to kill."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:  # a socket's path must be short
        state = State(Path(folder) / "var")
        state.make()
        program = (ladder.machine_redis() + ladder.wheel_redis())[0]
        own = Broker(
            server=program, state=state, home=Path(folder), sockets=Path(folder), account=None
        )
        own.make()
        own.start()
        yield own
        own.stop()


def test_a_worker_goes_on_when_its_broker_was_killed_and_came_back(
    server, settings, tmp_path, broker
):
    log = tmp_path / "worker.log"

    def sent(message):
        options = app.conf.broker_transport_options
        with Connection(for_celery(broker.url), transport_options=options) as connection:
            tasks.send_message.apply_async([message.pk], connection=connection)
        eventually(lambda: fresh(message).state == WorkState.DONE, log=log)

    with worker("soon", log=log, REDIS_URL=broker.url, HUB_EMAIL_URL=settings.HUB_EMAIL_URL):
        sent(write())
        broker.child.process.kill()
        broker.child.process.wait()
        eventually(lambda: "Cannot connect" in log.read_text(), log=log)
        broker.start()
        sent(write())
    assert len(server.letters) == 2
