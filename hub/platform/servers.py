"""Database and broker together: found, started if they are ours, and stopped again."""

import contextlib

import psycopg2
import redis

from hub.platform import children, ladder
from hub.platform.broker import Broker
from hub.platform.console import Step, Trouble, step
from hub.platform.database import Cluster
from hub.platform.state import server_account


class Servers:
    """The database and the broker of one var/, embedded or at an address given."""

    def __init__(self, state, environ, *, careless=False):
        self.state = state
        self.environ = environ
        self.careless = careless
        self.database = None  # the Cluster, when it is ours
        self.broker = None  # the Broker, when it is ours
        self.addresses = {}

    @property
    def embedded(self):
        """The servers that are ours, in the order in which they start."""
        return [server for server in (self.database, self.broker) if server is not None]

    def start(self, announce=step):
        """Start what is ours and ask what is not. Stops everything again when one fails.

        ``announce`` is a context manager for each step, as console.step is.
        """
        children.end_leftovers(self.state.path)
        try:
            with announce("database") as doing:
                self._start_database(doing)
            with announce("broker") as doing:
                self._start_broker(doing)
        except BaseException:
            self.stop()
            raise

    def _place(self):
        account = server_account()
        home = self.state.servers_home(account)
        return {
            "state": self.state,
            "home": home,
            "sockets": self.state.sockets(home, account),
            "account": account,
            "careless": self.careless,
        }

    def _start_database(self, doing):
        home = self.state.path / "servers"
        if not ladder.address_is_given(self.environ, "HUB_DATABASE", "DATABASE_URL"):
            home = self.state.servers_home(server_account())
        found = ladder.find_database(self.environ, must_be=Cluster.major_of(home))
        doing.note = str(found)
        if isinstance(found, ladder.Address):
            self.addresses["DATABASE_URL"] = found.url
            ask_database(found.url)
            return
        self.database = Cluster(postgres=found, **self._place())
        self.database.make()
        self.database.start()
        self.addresses["DATABASE_URL"] = self.database.url

    def _start_broker(self, doing):
        found = ladder.find_broker(self.environ)
        doing.note = str(found)
        if isinstance(found, ladder.Address):
            self.addresses["REDIS_URL"] = found.url
            ask_broker(found.url)
            return
        self.broker = Broker(server=found, **self._place())
        self.broker.make()
        self.broker.start()
        self.addresses["REDIS_URL"] = self.broker.url

    @property
    def rungs(self):
        """The rungs that were taken, as the settings that would force them."""
        return {
            "HUB_DATABASE": self.database.postgres.rung if self.database else "address",
            "HUB_BROKER": self.broker.server.rung if self.broker else "address",
        }

    def stop(self):
        """Stop what is ours, the database last."""
        for server in reversed(self.embedded):
            server.stop()


@contextlib.contextmanager
def quietly(name):
    """An announcement of steps that says nothing."""
    yield Step()


def ask_database(url):
    """Connect to a database that somebody else runs. Raises Trouble when it does not answer."""
    try:
        with contextlib.closing(psycopg2.connect(url, connect_timeout=10)):
            pass
    except (psycopg2.OperationalError, psycopg2.ProgrammingError) as refusal:
        reason = " ".join(str(refusal).split())
        raise Trouble(f"The database at DATABASE_URL does not answer: {reason}.") from refusal


def ask_broker(url):
    """Ping a broker that somebody else runs. Raises Trouble when it does not answer."""
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=10) as client:
            client.ping()
    except (redis.RedisError, ValueError) as refusal:
        raise Trouble(f"The Redis at REDIS_URL does not answer: {refusal}.") from refusal
