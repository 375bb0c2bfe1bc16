"""Each rung of the ladder: an address given, the machine's own servers, wheels, a sentence."""

import contextlib
import os

import psycopg2
import pytest
import redis

from hub.platform import ladder
from hub.platform.console import Trouble
from hub.platform.database import EXTENSIONS
from hub.platform.servers import Servers, quietly
from hub.platform.state import State


@pytest.fixture
def state(tmp_path):
    state = State(tmp_path / "var")
    state.make()
    yield state
    state.remove()


@contextlib.contextmanager
def started(state, environ):
    servers = Servers(state, environ, careless=True)
    servers.start(announce=quietly)
    try:
        yield servers
    finally:
        servers.stop()


def query(servers, statement, *values):
    """The only row of a statement that runs in the portal's own database."""
    with contextlib.closing(psycopg2.connect(servers.addresses["DATABASE_URL"])) as connection:
        connection.autocommit = True
        cursor = connection.cursor()
        cursor.execute(statement, values)
        return cursor.fetchone()


def ask(servers):
    """Answers of a real query and a real ping: version, extensions, superuser, eviction."""
    answer = query(
        servers,
        "SELECT current_setting('server_version_num')::int / 10000, "
        "(SELECT count(*) FROM pg_extension WHERE extname = ANY(%s)), "
        "(SELECT rolsuper FROM pg_roles WHERE rolname = current_user)",
        list(EXTENSIONS),
    )
    with redis.Redis.from_url(servers.addresses["REDIS_URL"]) as client:
        policy = client.config_get("maxmemory-policy")["maxmemory-policy"]
    return (*answer, policy)


@pytest.mark.machine
def test_the_wheels_serve_twice_and_keep_what_was_written(state):
    forced = {"HUB_DATABASE": "wheel", "HUB_BROKER": "wheel"}
    with started(state, forced) as servers:
        assert ask(servers) == (18, 3, False, "noeviction")
        query(
            servers, "CREATE TABLE kept (number int); INSERT INTO kept VALUES (7) RETURNING number"
        )
    with started(state, forced) as servers:
        assert query(servers, "SELECT number FROM kept") == (7,)


@pytest.mark.machine
def test_this_machines_own_servers_serve_or_the_sentence_says_what_to_install(state):
    """Both outcomes are right, each on its machine; which one is due is read from the machine."""
    for setting, found, package in (
        ("HUB_DATABASE", ladder.machine_postgres(), "postgresql"),
        ("HUB_BROKER", ladder.machine_redis(), "redis-server"),
    ):
        other = "HUB_BROKER" if setting == "HUB_DATABASE" else "HUB_DATABASE"
        forced = {setting: "machine", other: "wheel"}
        if found:
            with started(state, forced) as servers:
                assert ask(servers)[1:] == (3, False, "noeviction")
                assert servers.rungs[setting] == "machine"
            state.remove()
            state.make()
        else:
            with pytest.raises(Trouble, match=f"apt-get install {package}|brew install"):
                Servers(state, forced).start(announce=quietly)


def test_an_address_given_is_used_and_nothing_is_started(state):
    given = {name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL")}
    with started(state, given) as servers:
        assert (servers.embedded, servers.addresses) == ([], given)


def test_an_address_that_does_not_answer_is_said(state):
    given = {"DATABASE_URL": "postgres://hub@%2Fnowhere:5432/hub", "REDIS_URL": "redis://x/0"}
    with pytest.raises(Trouble, match="The database at DATABASE_URL does not answer"):
        Servers(state, given).start(announce=quietly)


def test_a_redis_address_that_does_not_answer_is_said(state):
    given = {
        "DATABASE_URL": os.environ["DATABASE_URL"],
        "REDIS_URL": "unix:///nowhere/redis.sock?db=0",
    }
    with pytest.raises(Trouble, match="The Redis at REDIS_URL does not answer"):
        Servers(state, given).start(announce=quietly)


@pytest.mark.parametrize("setting", ["HUB_DATABASE", "HUB_BROKER"])
def test_a_word_that_is_no_rung_is_refused(setting):
    find = ladder.find_database if setting == "HUB_DATABASE" else ladder.find_broker
    with pytest.raises(Trouble, match=f"{setting} is “wheels”: say address, machine or wheel"):
        find({setting: "wheels"})


@pytest.mark.parametrize(
    ("find", "setting", "address"),
    [
        (ladder.find_database, "HUB_DATABASE", "DATABASE_URL"),
        (ladder.find_broker, "HUB_BROKER", "REDIS_URL"),
    ],
)
def test_an_address_that_is_asked_for_must_be_set(find, setting, address):
    with pytest.raises(Trouble, match=f"{setting} asks for an address, and {address} is not set"):
        find({setting: "address"})


def test_data_of_another_version_are_never_started(state):
    with pytest.raises(Trouble, match=r"The data were made by PostgreSQL 9.*make clean"):
        ladder.find_database({"HUB_DATABASE": "wheel"}, must_be=9)
