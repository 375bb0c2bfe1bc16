"""Pytest plugin: servers of their own for the tests, and settings that hold in tests alone.

`.venv/bin/pytest tests/…` works with nothing set. DATABASE_URL and REDIS_URL, when set, are used
instead of servers of our own, and HUB_DATABASE and HUB_BROKER choose a rung as everywhere.

With ``-n`` (pytest-xdist) each process that runs tests has servers of its own too, and the one that
hands the tests out has none. At addresses given, each has a database and a broker's number.
"""

import gc
import os
import secrets
import shutil
import tempfile
from urllib.parse import urlsplit, urlunsplit

import pytest

from hub.platform import children, upkeep
from hub.platform.console import Trouble
from hub.platform.locks import Lock
from hub.platform.servers import Servers, quietly
from hub.platform.state import State, var_directory

SESSION: pytest.StashKey["TestServers"] = pytest.StashKey()
FOUND: pytest.StashKey[dict[str, str]] = pytest.StashKey()

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


#: For the process that only hands tests out: settings load, and nothing is asked.
NOWHERE = {
    "DATABASE_URL": "postgres://nobody@nowhere.invalid/none",
    "REDIS_URL": "redis://nowhere.invalid/0",
}


class TestServers:
    """A var/ of this session's own, with the servers in it; gone when the session ends."""

    __test__ = False

    def __init__(self, *, careless=True):
        """``careless``: commits need not survive a power cut, as in no portal that is used."""
        folder = var_directory() / "test"
        self.cache = folder.parent / "cache"
        State(folder.parent).make()
        folder.mkdir(mode=0o700, exist_ok=True)
        # Between a folder and its lock it looks abandoned to another session that starts now.
        start = Lock(folder.with_name("test.lock"))
        start.take(wait=True)
        remove_abandoned(folder)
        self.state = State(tempfile.mkdtemp(dir=folder))
        self.state.make()
        self.lock = Lock(self.state.lock_file)
        self.lock.take()
        self.lock.say(f"process {os.getpid()}, pytest")
        start.release()
        self.servers = Servers(self.state, own_broker(os.environ), careless=careless)

    def start(self):
        """Start the servers and say in the environment where they are."""
        self.servers.start(announce=quietly)
        say_settings(self.servers.addresses | {"HUB_VAR": str(self.state.path)})

    def stop(self):
        self.servers.stop()
        self.lock.release()
        self.state.remove()


def say_settings(found):
    """Put what tests need to know into the environment, and out of it what they must not."""
    os.environ.update(SETTINGS)
    os.environ.update(found)
    os.environ["HUB_SECRET_KEY"] = secrets.token_urlsafe(48)
    for name in FORGOTTEN:
        os.environ.pop(name, None)


def own_broker(environ):
    """The environment, with a broker's number of its own for each process that runs tests."""
    worker, given = environ.get("PYTEST_XDIST_WORKER"), environ.get("REDIS_URL")
    if not worker or not given:
        return environ
    # "gw0" is the first: 0 itself is left to whoever runs without -n.
    number = int(worker.removeprefix("gw")) + 1
    return {**environ, "REDIS_URL": urlunsplit(urlsplit(given)._replace(path=f"/{number}"))}


def only_hands_out(config):
    """Is this the process of ``-n`` that runs no test itself?"""
    asked = getattr(config.known_args_namespace, "numprocesses", None)
    return bool(asked) and "PYTEST_XDIST_WORKER" not in os.environ


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
    if only_hands_out(early_config):
        early_config.stash[FOUND] = dict(os.environ)
        say_settings(NOWHERE)
        return (yield)
    try:
        session = TestServers()
        session.start()
    except Trouble as trouble:
        raise pytest.UsageError(str(trouble)) from trouble
    early_config.stash[SESSION] = session
    early_config.add_cleanup(session.stop)
    return (yield)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes(config):
    """The processes that run tests start with the environment that we found."""
    os.environ.clear()
    os.environ.update(config.stash[FOUND])


def pytest_collection_modifyitems(items):
    """With ``-n``, tests of a file run in one process, which its browser is started for."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        for item in items:
            if not item.get_closest_marker("xdist_group"):
                name = f"{item.path.stem}-{item.path.parent.name}"
                item.add_marker(pytest.mark.xdist_group(name))
        items[:] = slow_first(items)


def slow_first(items):
    """The tests in another order: who begins with what is slow waits for nothing long at the end.

    The tests of a group stay together, and in their order.
    """
    groups = {}
    for item in items:
        (name,) = item.get_closest_marker("xdist_group").args
        groups.setdefault(name, []).append(item)
    return [item for group in sorted(groups.values(), key=haste_of) for item in group]


def haste_of(group):
    """A number, lower for what takes long: whole portals, parts of a long test, browsers."""
    slow = ("machine", "long", "browser")
    return min(
        next((n for n, name in enumerate(slow) if item.get_closest_marker(name)), len(slow))
        for item in group
    )


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session):
    """Collect the static files once: pages name them by their hashes, as in production.

    And do not have the rubbish collector look, thousands of times, through all that stays loaded
    anyway: that took a fifth of the time.
    """
    if session.items and not session.config.option.collectonly:
        gc.freeze()
        gc.set_threshold(100_000, 50, 100)
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
