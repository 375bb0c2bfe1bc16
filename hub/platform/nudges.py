"""Nudges: a task is sent to make a row's work quick, and may be lost without harm.

A broker that is down costs a page neither an error nor a second: one short attempt, and then none
for half a minute. The sweep finds the row.
"""

import logging
import time
from functools import cache, partial

from celery import current_app, current_task
from django.db import transaction
from kombu import Connection
from kombu.exceptions import OperationalError
from kombu.pools import producers
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

# A worker waits for its broker with patience; whoever saves a page does not. Without max_retries
# a refused connection costs six seconds, whatever Celery's own retry says.
_HASTE = {
    "socket_connect_timeout": 0.5,
    "socket_timeout": 0.5,
    "retry_on_timeout": False,
    "max_retries": 0,
}
_QUIET_SECONDS = 30
_quiet_until = 0.0


def after_commit(task, *args):
    """Send the task with these arguments (ids only) once the change is committed."""
    transaction.on_commit(partial(send, task, *args), robust=True)


def send(task, *args):
    """Send the task now; True when the broker took it."""
    global _quiet_until
    if time.monotonic() < _quiet_until:
        return False
    try:
        with producers[broker()].acquire(block=True, timeout=1) as producer:
            task.apply_async(args, producer=producer, retry=False)
    except (OperationalError, RedisError, OSError) as error:
        _quiet_until = time.monotonic() + _QUIET_SECONDS
        log.warning("broker away, %s is left to the sweep: %s", task.name, type(error).__name__)
        return False
    return True


@cache
def broker():
    """The broker's address with our haste: the key of a pool of connections."""
    conf = current_app.conf
    return Connection(
        conf.broker_url, transport_options={**conf.broker_transport_options, **_HASTE}
    )


def hand_on(task, *args):
    """For sweeps: inside a worker give the task to its own queue, by hand do its work here.

    So a long report never holds up the queue of sign-in codes, and ``manage.py sweep`` gets
    things done on a machine where no worker runs.
    """
    if in_worker():
        return send(task, *args)
    task(*args)
    return True


def in_worker():
    """Does this run as a task that a worker took from the broker, and not by hand?"""
    return bool(current_task) and not current_task.request.called_directly


def forget():
    """Try the broker again at once: called by tests."""
    global _quiet_until
    _quiet_until = 0.0
