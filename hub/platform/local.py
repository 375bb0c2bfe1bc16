"""Commands by hand: they work on what `make run` set up, also while nothing runs."""

import atexit
import os
import sys

from hub.platform.console import Trouble, complain
from hub.platform.locks import Lock
from hub.platform.servers import Servers, ask_database, quietly
from hub.platform.state import State, var_directory


def prepare(argv):
    """Called first by manage.py: give the command the settings and servers of its var/.

    Does nothing when the environment names a database or a secret of its own, or when no var/ was
    set up: production rules hold then. Embedded servers that do not run are started, and stopped
    when the command ends.
    """
    if os.environ.get("DATABASE_URL") or os.environ.get("HUB_SECRET_KEY"):
        return
    state = State(var_directory())
    kept = state.environment()
    if not kept:
        return
    os.environ.update({name: value for name, value in kept.items() if name not in os.environ})
    try:
        _reach_servers(state)
    except Trouble as trouble:
        complain(trouble)
        # The doctor is asked exactly then.
        if argv[1:2] != ["doctor"]:
            sys.exit(1)


def _reach_servers(state):
    """Leave running servers alone, or start our own for the length of this process."""
    if os.environ["HUB_DATABASE"] == os.environ["HUB_BROKER"] == "address":
        return
    users = Lock(state.path / "servers-in-use.lock")
    users.take(shared=True, wait=True)
    lock = Lock(state.lock_file)
    if not lock.take():
        # The portal runs, or another command has started the servers and waits for us at its end.
        _ask(state, lock)
        return
    lock.say(f"process {os.getpid()}, {' '.join(['manage.py', *sys.argv[1:2]])}")
    servers = Servers(state, os.environ)
    servers.start(announce=quietly)
    os.environ.update(servers.addresses)

    def stop():
        users.release()
        users.take(wait=True)  # commands that came meanwhile are using what we started
        servers.stop()
        lock.release()
        users.release()

    atexit.register(stop)


def _ask(state, lock):
    """Raise Trouble unless the database answers. Redis may be away: commands work without it."""
    try:
        ask_database(os.environ["DATABASE_URL"])
    except Trouble:
        raise Trouble(
            f"The database of {state.path} is being started or stopped "
            f"({lock.holder() or 'another process'}): wait a moment and type the same again."
        ) from None
