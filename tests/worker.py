"""A real Celery worker, as a process of its own, on the database and the broker of the tests."""

import contextlib
import os
import signal
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connection
from redis import Redis

from hub.celery import app
from hub.platform import nudges
from hub.platform.children import Child
from hub.platform.supervisor import WORKER, _celery

ROOT = Path(__file__).resolve().parents[1]
#: A busy machine takes its time to start Python.
PATIENCE_SECONDS = 90


@contextlib.contextmanager
def worker(queue, *, log, name="test", **environment):
    """Run a worker of this queue; yields its Child. ``environment``: what it finds set besides."""
    nudges.forget()
    app.control.purge()
    child = Child.start(
        _celery("worker", "-Q", queue, "-n", f"{queue}-{name}@localhost", *WORKER),
        name=queue,
        env=surroundings() | environment,
        log=log,
        cwd=ROOT,
    )
    try:
        yield child
    finally:
        kill(child)
        app.control.purge()
        _forget_what_it_held()


def _forget_what_it_held():
    """What a killed worker had not acknowledged would wait for an hour, and for the next test."""
    with Redis.from_url(settings.REDIS_URL) as redis:
        redis.delete("hub:unacked", "hub:unacked_index")


def surroundings():
    """What a process finds set that has the database and the broker of the tests."""
    base = urlsplit(os.environ["DATABASE_URL"])
    url = urlunsplit(base._replace(path=f"/{connection.settings_dict['NAME']}"))
    return os.environ | {
        "DATABASE_URL": url,
        "REDIS_URL": settings.REDIS_URL,
        "DJANGO_SETTINGS_MODULE": "hub.settings",
        "HUB_DEMO": "0",
    }


def kill(child):
    """SIGKILL for the worker and the process that it works in, as the kernel does out of memory."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.process.pid, signal.SIGKILL)
    child.process.wait()


def eventually(what, *, log):
    """Wait until ``what()`` is true; fails with the worker's own words when it does not become."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not what():
        assert time.monotonic() < until, Path(log).read_text()
        time.sleep(0.1)


@pytest.fixture
def heavy_worker(transactional_db, settings, tmp_path):
    """A worker of the queue "heavy" at work during the test; its files are the test's."""
    settings.MEDIA_ROOT = tmp_path / "files"
    with worker("heavy", log=tmp_path / "worker.log", HUB_VAR=str(tmp_path)) as child:
        yield child
