"""A private PostgreSQL cluster: made, started on a socket, set up, stopped."""

import contextlib
import functools
import os
import shutil
import signal
import sys
import tempfile
import time
from urllib.parse import quote

import psycopg2
from psycopg2 import sql

from hub.platform import children
from hub.platform.console import Trouble
from hub.platform.state import can_use

PORT = 5432  # names the socket file; no TCP port is opened
EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")
# A database that is thrown away after the tests need not survive a power cut.
CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def server_environment(var):
    """What an embedded server sees of our environment: nothing that could steer it."""
    locale = "C.UTF-8" if sys.platform == "linux" else "C"
    path = os.environ.get("PATH", os.defpath)
    return {"PATH": path, "LC_ALL": locale, "TZ": "UTC", children.MARK: str(var)}


class Cluster:
    """One PostgreSQL cluster below ``home``, which the server's account owns."""

    name = "database"

    def __init__(self, *, postgres, state, home, sockets, account, careless=False):
        self.postgres = postgres
        self.state = state
        self.home = home
        self.sockets = sockets
        self.account = account
        self.careless = careless
        self.data = home / "postgres"
        self.log = state.log("database")
        self.child: children.Child | None = None

    @property
    def url(self):
        """Address of the portal's database, as DATABASE_URL takes it."""
        password = self.state.passwords()["hub"]
        return f"postgres://hub:{password}@{quote(str(self.sockets), safe='')}:{PORT}/hub"

    @staticmethod
    def major_of(home):
        """The version that made the cluster below ``home``; None when there is none yet."""
        try:
            return int((home / "postgres" / "PG_VERSION").read_text(encoding="ascii"))
        except FileNotFoundError:
            return None

    # ---- making

    def make(self):
        """Make the cluster when there is none. Half a cluster is never left under its name."""
        if self.data.exists():
            return
        fresh = self.home / "postgres.new"
        if fresh.exists():  # from a start that was killed
            shutil.rmtree(fresh)
        with self._password_file() as password_file:
            command = [
                self.programs / "initdb",
                f"--pgdata={fresh}",
                "--username=postgres",
                f"--pwfile={password_file}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--no-sync",
                "--no-instructions",
                *self._locale(),
            ]
            made = children.Child.start(
                command,
                name="initdb",
                env=server_environment(self.state.path),
                log=self.log,
                account=self.account,
            )
            try:
                failed = made.process.wait()
            finally:
                made.sweep_group()
        if failed:
            raise Trouble(f"The database could not be made; {self._last_words()}")
        fresh.rename(self.data)

    def _locale(self):
        # A Mac's C library has no C.UTF-8. From version 17 on, PostgreSQL brings its own.
        locale = "C.UTF-8" if sys.platform == "linux" else "C"
        if self.postgres.major >= 17:
            return [
                f"--locale={locale}",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
            ]
        return [f"--locale={locale}"]

    @contextlib.contextmanager
    def _password_file(self):
        """The superuser's password in a file that the server's account can read, for a moment."""
        descriptor, path = tempfile.mkstemp(dir=self.home)
        try:
            os.write(descriptor, self.state.passwords()["postgres"].encode())
            if self.account is not None:
                os.fchown(descriptor, self.account.pw_uid, self.account.pw_gid)
            os.close(descriptor)
            yield path
        finally:
            os.unlink(path)

    @functools.cached_property
    def programs(self):
        """Directory of programs that the server's account can run; a wheel's are copied if need be.

        The wheel's programs find their libraries in the package's sibling, so both are copied.
        """
        if self.account is None or can_use(self.account, self.postgres.programs):
            return self.postgres.programs
        if self.postgres.rung == "machine":
            raise Trouble(
                f"The account {self.account.pw_name} cannot run the programs in "
                f"{self.postgres.programs}: set HUB_DATABASE=wheel."
            )
        package = self.postgres.programs.parents[1]
        copy = self.home / f"postgres-{self.postgres.major}-programs"
        if not copy.exists():
            fresh = self.home / "programs.new"
            shutil.rmtree(fresh, ignore_errors=True)
            for source in (package, package.with_name(f"{package.name}.libs")):
                if source.exists():
                    shutil.copytree(source, fresh / source.name, symlinks=True)
            self._give(fresh)
            fresh.rename(copy)
        return copy / package.name / "pginstall" / "bin"

    def _give(self, directory):
        """Hand a directory and all in it to the server's account."""
        for root, _, files in os.walk(directory):
            for path in (root, *(os.path.join(root, name) for name in files)):
                os.chown(path, self.account.pw_uid, self.account.pw_gid, follow_symlinks=False)

    # ---- running

    def spawn(self):
        """Start the server as our child, without waiting for it."""
        settings = [
            "listen_addresses=",
            f"unix_socket_directories={self.sockets}",
            "unix_socket_permissions=0700",
            "max_connections=100",
            "timezone=UTC",
            "log_timezone=UTC",
            *(CARELESS if self.careless else ()),
        ]
        command = [self.programs / "postgres", "-D", self.data, "-p", str(PORT)]
        for setting in settings:
            command += ["-c", setting]
        self.child = children.Child.start(
            command,
            name=self.name,
            env=server_environment(self.state.path),
            log=self.log,
            account=self.account,
            death_signal=signal.SIGINT,
        )
        return self.child

    def start(self, *, seconds=60):
        """Start the server, wait for a real connection, and set it up when it is new."""
        until = time.monotonic() + seconds
        # After a kill -9 the old lock file stands until the dead process is reaped: try again.
        retry_until = time.monotonic() + 10
        child = self.spawn()
        while True:
            if not child.is_alive():
                if time.monotonic() > retry_until:
                    raise Trouble(f"The database ended as it started; {self._last_words()}")
                time.sleep(0.5)
                child = self.spawn()
            try:
                self.connect("postgres", "template1").close()
                break
            except psycopg2.OperationalError as refusal:
                if "authentication failed" in str(refusal):
                    self.stop()
                    raise Trouble(
                        f"The database below {self.home} has other passwords than "
                        f"{self.state.path}/passwords.json: begin anew with `make clean`."
                    ) from refusal
                if time.monotonic() > until:
                    self.stop()
                    raise Trouble(
                        f"The database does not answer; {self._last_words()}"
                    ) from refusal
                time.sleep(0.05)
        self._set_up()

    def connect(self, role, database):
        """A connection to this cluster, past whatever PG* variables say."""
        return psycopg2.connect(
            host=str(self.sockets),
            port=PORT,
            user=role,
            password=self.state.passwords()[role],
            dbname=database,
            connect_timeout=5,
        )

    def _set_up(self):
        """Extensions for every database to come, the portal's role and its database; once."""
        done = self.data / "hub-is-set-up"
        if done.exists():
            return
        with contextlib.closing(self.connect("postgres", "template1")) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                for extension in EXTENSIONS:
                    try:
                        cursor.execute(
                            sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(
                                sql.Identifier(extension)
                            )
                        )
                    except psycopg2.errors.FeatureNotSupported as missing:
                        self.stop()
                        raise Trouble(
                            f"This machine's PostgreSQL lacks the extension {extension}: install "
                            "its contrib package (postgresql-contrib), or set HUB_DATABASE=wheel."
                        ) from missing
        with contextlib.closing(self.connect("postgres", "postgres")) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = 'hub'")
                # No superuser, so that what works here works on a hosted database too. It may
                # create databases, for the tests'.
                statement = "ALTER" if cursor.fetchone() else "CREATE"
                cursor.execute(
                    f"{statement} ROLE hub LOGIN CREATEDB PASSWORD %s",
                    [self.state.passwords()["hub"]],
                )
                cursor.execute("SELECT 1 FROM pg_database WHERE datname = 'hub'")
                if not cursor.fetchone():
                    cursor.execute("CREATE DATABASE hub OWNER hub")
        done.touch()

    def stop(self):
        """Fast shutdown: open transactions are rolled back, everything committed is kept."""
        if self.child is not None:
            self.child.stop(signal.SIGINT, seconds=20)
            self.child = None

    def _last_words(self):
        """The end of the server's log, in one line."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        return f"its log ends with “{lines[-1] if lines else ''}” ({self.log})."
