"""`make run`, once everything is installed: start all of it, serve, stop all of it."""

import os
import secrets
import signal
import socket
import sys
import time

from hub.platform import children, commands, probe, upkeep
from hub.platform.console import Trouble, complain, step
from hub.platform.locks import Lock
from hub.platform.servers import Servers
from hub.platform.state import State, var_directory
from hub.platform.supervisor import Stopped, Supervisor, catch_signals, programs

# Passed on from the shell when set there; the portal's own settings say what they mean.
PASSED_ON = (
    "DATABASE_OWNER_URL",
    "HUB_CACHE_URL",
    "HUB_DEBUG",
    "HUB_EMAIL_FROM",
    "HUB_EMAIL_URL",
    "HUB_PROXIES",
)


def main():
    """Serve until Ctrl-C. Returns the exit code."""
    catch_signals()
    children.end_with_make()
    state = State(var_directory())
    state.make()
    lock = Lock.inherited(state.lock_file, commands.RUN_LOCK) or Lock(state.lock_file)
    if lock.descriptor is None and not lock.take_from_one_that_stops():
        complain(Trouble(commands.already_running(lock)))
        return 1
    try:
        serve(state, lock)
    except Trouble as trouble:
        complain(trouble)
        return 1
    except Stopped:
        return 0
    finally:
        # Whatever was being started when we were interrupted: nothing is left behind.
        children.end_leftovers(state.path)
        lock.release()
    return 0


def serve(state, lock):
    """Start servers, schema, web and workers, and watch over them until we are told to stop."""
    port = wanted_port(os.environ)
    lock.say(f"process {os.getpid()}, starting")
    children.end_leftovers(state.path)
    claim_port(port)
    servers = Servers(state, os.environ)
    supervisor = Supervisor(state)
    try:
        servers.start()
        for server in servers.embedded:
            supervisor.adopt(server)
        kept = settings_of(state, servers, port)
        state.write_environment(kept)
        environ = {**os.environ, **kept, **child_settings(state)}
        web, *others = programs(state, environ, port)
        # Static files are named by their hashes when the web server starts, so they come first;
        # when they have not changed, both start side by side.
        beside = upkeep.static_files_are_current(state)
        if beside:
            supervisor.start(web)
        bring_up_to_date(environ)
        with step("web server"):
            if not beside:
                supervisor.start(web)
            host = kept["HUB_HOSTS"].split(",")[0].strip()
            wait_for_first_page(supervisor, web, port, host)
        for program in others:
            supervisor.start(program)
        lock.say(f"process {os.getpid()}, http://localhost:{port}")
        welcome(state, kept)
        supervisor.watch()
    finally:
        lock.say(f"process {os.getpid()}, stopping")
        stop(supervisor, servers)


def wanted_port(environ):
    """The port to serve on. Raises Trouble when PORT is no port."""
    text = environ.get("PORT") or "8000"
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise Trouble(f"PORT is “{text}”: give a number from 1 to 65535, such as PORT=8001.")
    return int(text)


def claim_port(port):
    """Raise Trouble when the port cannot be had."""
    with socket.socket() as asked:
        asked.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            asked.bind(("127.0.0.1", port))
        except PermissionError:
            raise Trouble(f"Port {port} is for root alone: make run PORT=8000") from None
        except OSError:
            raise Trouble(
                f"Port {port} is taken by another program: end that one, "
                f"or make run PORT={port + 1 if port < 65535 else 8001}"
            ) from None


def settings_of(state, servers, port):
    """Mode, secret and addresses: what the portal and commands by hand run with."""
    before = state.environment()
    chosen = {name: os.environ[name] for name in PASSED_ON if os.environ.get(name)}
    return {
        **chosen,
        **servers.addresses,
        **servers.rungs,
        "HUB_DEMO": os.environ.get("HUB_DEMO") or "1",
        "HUB_HOSTS": os.environ.get("HUB_HOSTS") or "localhost,127.0.0.1",
        "HUB_SECRET_KEY": os.environ.get("HUB_SECRET_KEY")
        or before.get("HUB_SECRET_KEY")
        or secrets.token_urlsafe(48),
        "HUB_SITE_URL": os.environ.get("HUB_SITE_URL") or f"http://localhost:{port}",
        "HUB_VAR": str(state.path),
    }


def child_settings(state):
    """What only processes under the supervisor see."""
    return {
        children.MARK: str(state.path),
        "PYTHONUNBUFFERED": "1",
        "XDG_CACHE_HOME": str(state.path / "cache"),
    }


def bring_up_to_date(environ):
    """Schema, static files and demo data, in a process of their own: it needs Django, we do not."""
    # The word migrate makes the settings connect as the database's owner.
    command = [sys.executable, "-m", "hub.platform.upkeep", "migrate"]
    if children.run(command, name="upkeep", env=environ, cwd=commands.CHECKOUT):
        raise Trouble("The portal was not started.")


def wait_for_first_page(supervisor, web, port, host, *, seconds=60):
    """Wait until the web server says that it is ready for people. It answers to its host alone."""
    until = time.monotonic() + seconds
    while not probe.ask("ready", port=port, host=host):
        if not supervisor.is_alive(web):
            raise Trouble(f"The web server ended as it started: see {web.log}.")
        if time.monotonic() > until:
            raise Trouble(f"The web server is not ready after {seconds} seconds: see {web.log}.")
        time.sleep(0.05)


def welcome(state, kept):
    """Say where the portal is and how to sign in."""
    print(f"\nMusic Hub Portal: {kept['HUB_SITE_URL']}", flush=True)
    sign_ins = upkeep.sign_ins(state) if kept["HUB_DEMO"] == "1" else ""
    if sign_ins:
        print(f"\n{sign_ins}", flush=True)
    print(f"\nLogs are in {state.logs}. Ctrl-C stops everything.\n", flush=True)


def stop(supervisor, servers):
    """Stop all of it, in order; a second Ctrl-C makes it quick."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: supervisor.hurry())
    if supervisor.members:
        print("\n  stopping", flush=True)
    supervisor.stop()
    servers.stop()


if __name__ == "__main__":
    sys.exit(main())
