"""Pytest plugin: servers of their own for the tests, and settings that hold in tests alone.

`.venv/bin/pytest tests/…` works with nothing set. DATABASE_URL and REDIS_URL, when set, are used
instead of servers of our own, and HUB_DATABASE and HUB_BROKER choose a rung as everywhere.
"""

import os
import secrets
import shutil
import tempfile

import pytest

from hub.platform import children, upkeep
from hub.platform.console import Trouble
from hub.platform.locks import Lock
from hub.platform.servers import Servers, quietly
from hub.platform.state import State, var_directory

SESSION: pytest.StashKey["TestServers"] = pytest.StashKey()

# Said here and not taken over from a shell: a test passes on every machine or on none.
SETTINGS = {
    "HUB_TEST": "1",
    "HUB_DEMO": "0",
    "HUB_DEBUG": "0",
    "HUB_HOSTS": "localhost,127.0.0.1,testserver",
    "HUB_SITE_URL": "http://localhost:8000",
}
FORGOTTEN = (
    "DATABASE_OWNER_URL",
    "HUB_CACHE_URL",
    "HUB_CLAMAV",
    "HUB_EMAIL_FROM",
    "HUB_EMAIL_URL",
    "HUB_PROXIES",
    "HUB_SECRET_KEY_FALLBACKS",
    "HUB_STATEMENT_TIMEOUT_MS",
)


class TestServers:
    """A var/ of this session's own, with the servers in it; gone when the session ends."""

    __test__ = False

    def __init__(self):
        folder = var_directory() / "test"
        self.cache = folder.parent / "cache"
        State(folder.parent).make()
        folder.mkdir(mode=0o700, exist_ok=True)
        remove_abandoned(folder)
        self.state = State(tempfile.mkdtemp(dir=folder))
        self.state.make()
        self.lock = Lock(self.state.lock_file)
        self.lock.take()
        self.lock.say(f"process {os.getpid()}, pytest")
        self.servers = Servers(self.state, os.environ, careless=True)

    def start(self):
        """Start the servers and say in the environment where they are."""
        self.servers.start(announce=quietly)
        os.environ.update(SETTINGS)
        os.environ.update(self.servers.addresses)
        os.environ["HUB_VAR"] = str(self.state.path)
        os.environ["HUB_SECRET_KEY"] = secrets.token_urlsafe(48)
        for name in FORGOTTEN:
            os.environ.pop(name, None)

    def stop(self):
        self.servers.stop()
        self.lock.release()
        self.state.remove()


def remove_abandoned(folder):
    """Remove what earlier sessions left that were killed."""
    for path in folder.iterdir():
        state = State(path)
        lock = Lock(state.lock_file)
        if lock.take():
            children.end_leftovers(path)
            state.remove()
            lock.release()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config):
    """Before anything reads the settings: a wrapper comes before pytest-django's own hook."""
    try:
        session = TestServers()
        session.start()
    except Trouble as trouble:
        raise pytest.UsageError(str(trouble)) from trouble
    early_config.stash[SESSION] = session
    early_config.add_cleanup(session.stop)
    return (yield)


def pytest_collection_modifyitems(items):
    """A test that empties the database puts back what migrations wrote; otherwise the next fail."""
    for item in items:
        mark = item.get_closest_marker("django_db")
        if mark and mark.kwargs.get("transaction") and not mark.kwargs.get("serialized_rollback"):
            raise pytest.UsageError(
                f"{item.nodeid}: write django_db(transaction=True, serialized_rollback=True)"
            )


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session):
    """Collect the static files once: pages name them by their hashes, as in production."""
    if session.items and not session.config.option.collectonly:
        servers = session.config.stash[SESSION]
        collect_static_files(servers.state.path / "static", servers.cache / "static")


def collect_static_files(target, cache):
    """Collect static files, or copy what an earlier session collected from the same ones."""
    lock = Lock(cache.with_name("static.lock"))
    lock.take(wait=True)  # another session of this checkout may be at it
    try:
        kept = cache / upkeep.static_fingerprint()
        if kept.exists():
            shutil.copytree(kept, target)
            return
        from django.core.management import call_command

        call_command("collectstatic", interactive=False, verbosity=0)
        shutil.rmtree(cache, ignore_errors=True)
        shutil.copytree(target, cache / "unfinished")
        (cache / "unfinished").rename(kept)
    finally:
        lock.release()


@pytest.fixture(scope="session")
def portal_state(request):
    """The State of this session: var/ and servers."""
    return request.config.stash[SESSION].state
