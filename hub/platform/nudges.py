"""Nudges: a task is sent to make a row's work quick, and may be lost without harm.

A broker that is down costs a page neither an error nor a second: one short attempt, and then none
for half a minute. The sweep finds the row.
"""

import logging
import time
from functools import partial

from celery import current_task
from django.db import transaction
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

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
        task.apply_async(args, retry=False)
    except (OperationalError, RedisError, OSError) as error:
        _quiet_until = time.monotonic() + _QUIET_SECONDS
        log.warning("broker away, %s is left to the sweep: %s", task.name, type(error).__name__)
        return False
    return True


def hand_on(task, *args):
    """For sweeps: inside a worker give the task to its own queue, by hand do its work here.

    So a long report never holds up the queue of sign-in codes, and ``manage.py sweep`` gets
    things done on a machine where no worker runs.
    """
    if current_task:
        return send(task, *args)
    task(*args)
    return True


def forget():
    """Try the broker again at once: called by tests."""
    global _quiet_until
    _quiet_until = 0.0
