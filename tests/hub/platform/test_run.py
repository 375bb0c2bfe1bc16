"""`make run`: what it says, how it ends, and how it comes back after a kill -9 of any part."""

import contextlib
import os
import signal
import socket

import psycopg2
import pytest

from hub.platform.state import State
from tests.hub.platform.portal import Portal, free_port

pytestmark = pytest.mark.machine

WRITE = "from hub.policy.models import HubSettings as H; H.objects.update(name='Kept hub')"
READ = "from hub.policy.models import HubSettings as H; print('<%s>' % H.objects.get().name)"


@pytest.fixture(scope="module")
def one_var(tmp_path_factory):
    """One var/ for this module: what its tests do to it must never spoil it."""
    portal = Portal(tmp_path_factory.mktemp("portal") / "var")
    yield portal
    if portal.is_running():
        portal.stop()
    State(portal.var).remove()


@pytest.fixture
def portal(one_var):
    """The portal, up and running."""
    if not one_var.is_running():
        one_var.start()
    return one_var


@pytest.fixture
def stopped(one_var):
    """The portal, set up and not running."""
    if one_var.process is None:
        one_var.start()
    if one_var.is_running():
        one_var.stop()
    return one_var


def ask(portal, statement):
    """The first row of a statement in the portal's database, asked without starting Django."""
    url = State(portal.var).environment()["DATABASE_URL"]
    with contextlib.closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute(statement)
        connection.commit()
        return cursor.fetchone()


def write_name(portal):
    ask(portal, "UPDATE policy_hubsettings SET name = 'Still the hub' RETURNING name")


def name_in(portal):
    return ask(portal, "SELECT name FROM policy_hubsettings")[0]


def test_it_says_where_it_is_and_is_ready_by_then(portal):
    assert f"Music Hub Portal: http://localhost:{portal.port}" in portal.said()
    assert portal.is_ready()


def test_mode_secret_and_addresses_are_for_its_owner_alone(portal):
    kept = portal.var / "env"
    assert oct(kept.stat().st_mode & 0o777) == "0o600"
    assert portal.var.stat().st_mode & 0o007 == 0


def test_no_server_of_its_own_listens_on_a_tcp_port(portal):
    settings = State(portal.var).environment()
    assert settings["DATABASE_URL"].startswith("postgres://hub:")
    assert "%2F" in settings["DATABASE_URL"]
    assert settings["REDIS_URL"].startswith("unix:///")


def test_a_second_one_says_that_the_first_runs(portal):
    second = Portal(portal.var)
    process = second.popen()
    assert (process.wait(30), f"process {portal.process.pid}" in second.said()) == (1, True)
    assert portal.is_ready()


def test_a_taken_port_is_said_in_a_sentence(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        other = Portal(tmp_path / "var")
        other.environ["PORT"] = str(taken.getsockname()[1])
        assert other.popen().wait(30) == 1
    assert "is taken by another program" in other.said()


@pytest.mark.parametrize("port", ["eight", "0", "65536", "-1"])
def test_a_port_that_is_none_is_said_in_a_sentence(tmp_path, port):
    other = Portal(tmp_path / "var")
    other.environ["PORT"] = port
    assert other.popen().wait(30) == 1
    assert (
        other.said()
        == f"hub: PORT is “{port}”: give a number from 1 to 65535, such as PORT=8001.\n"
    )


def test_commands_by_hand_work_on_the_running_portal(portal):
    written = portal.manage("shell", "-c", WRITE)
    assert (written.returncode, written.stderr) == (0, "")
    assert "<Kept hub>" in portal.manage("shell", "-c", READ).stdout


@pytest.mark.parametrize("name", ["web", "soon", "broker"])
def test_what_is_killed_is_started_again_and_said(portal, name):
    killed = portal.pid_of(name)
    os.kill(killed, signal.SIGKILL)
    portal.wait_until(lambda: portal.pid_of(name) not in (killed, None))
    assert f"{name} ended (by signal SIGKILL), starting it again in 1 s" in portal.said()
    portal.wait_until(portal.is_ready)


def test_a_killed_database_comes_back_with_what_was_saved(portal):
    write_name(portal)
    os.kill(portal.pid_of("database"), signal.SIGKILL)
    portal.wait_until(lambda: "database ended (by signal SIGKILL)" in portal.said())
    portal.wait_until(portal.is_ready)
    assert name_in(portal) == "Still the hub"


def test_after_a_killed_supervisor_a_second_start_recovers_and_keeps_the_data(portal):
    write_name(portal)
    portal.process.kill()
    portal.process.wait()
    portal.start()
    assert portal.is_ready()
    assert name_in(portal) == "Still the hub"


def test_everything_killed_at_once_recovers_too(portal):
    pids = [pid for found in portal.processes().values() for pid in found]
    for pid in [portal.process.pid, *pids]:
        os.kill(pid, signal.SIGKILL)
    portal.process.wait()
    portal.start()
    assert portal.is_ready()


def test_a_start_waits_for_one_that_is_stopping(portal):
    first = portal.process
    first.send_signal(signal.SIGINT)
    portal.wait_until(lambda: "stopping" in portal.said())
    portal.start()
    assert first.wait(0) == 0
    assert portal.is_ready()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_well_and_leaves_no_process(portal, number):
    assert portal.stop(number) == 0
    assert portal.processes() == {}


def test_interrupted_while_it_sets_up_it_leaves_no_process_either(tmp_path):
    fresh = Portal(tmp_path / "var")
    fresh.process = fresh.popen()
    fresh.wait_until(lambda: "broker" in fresh.said())
    assert fresh.stop() == 0
    assert fresh.processes() == {}
    State(fresh.var).remove()


def test_a_command_by_hand_starts_the_servers_it_needs_and_stops_them(stopped):
    seen = stopped.manage("shell", "-c", READ)
    assert (seen.returncode, "hub>" in seen.stdout) == (0, True)
    assert stopped.processes() == {}


def test_without_such_a_var_production_rules_hold(tmp_path):
    nowhere = Portal(tmp_path / "var")
    refused = nowhere.manage("check")
    assert refused.returncode == 1
    assert refused.stderr.startswith("The portal does not start: HUB_SECRET_KEY")


def test_the_doctor_finds_nothing_missing_on_what_was_set_up(stopped):
    seen = stopped.manage("doctor")
    assert (seen.returncode, [line for line in seen.stdout.splitlines() if "missing" in line]) == (
        0,
        [],
    )


def test_the_doctor_names_what_is_missing_and_the_line_that_mends_it(tmp_path):
    nowhere = Portal(tmp_path / "var")
    seen = nowhere.manage(
        "doctor",
        HUB_DEMO="1",
        HUB_SECRET_KEY="q8Zr4-vT2mX9_kLw7Yb3Nc6Hd1Js5Gf0Pa-QeRuIoTyWzVxBnMl",
        DATABASE_URL=f"postgres://hub@127.0.0.1:{free_port()}/hub",
        REDIS_URL=f"redis://127.0.0.1:{free_port()}/0",
    )
    lines = seen.stdout.splitlines()
    assert seen.returncode == 1
    assert [line.split()[:2] for line in lines if line.startswith("missing")][0] == [
        "missing",
        "database",
    ]
    assert any("to mend it: set DATABASE_URL, or make run" in line for line in lines)
