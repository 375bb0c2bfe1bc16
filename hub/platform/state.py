"""Where things are kept: the checkout, var/ and the servers' home. Standard library only."""

import json
import os
import pwd
import re
import secrets
import shutil
import subprocess
import tempfile
from pathlib import Path

from hub.platform.console import Trouble

CHECKOUT = Path(__file__).resolve().parents[2]

# The longest path of a unix socket is 107 bytes on Linux and 103 on a Mac.
LONGEST_SOCKET_PATH = 100
# Such a path stands in addresses and in PostgreSQL's own list syntax without any quoting.
PLAIN_PATH = re.compile(r"[A-Za-z0-9_./-]+")


def var_directory(environ=os.environ):
    """The directory under which everything is kept that run and test make."""
    return Path(environ.get("HUB_VAR") or CHECKOUT / "var").resolve()


def server_account():
    """The account under which embedded servers run: None for our own, an entry of passwd for root.

    PostgreSQL refuses to run as root. Accounts are never created here.
    """
    if os.geteuid() != 0:
        try:
            pwd.getpwuid(os.geteuid())
        except KeyError:
            raise Trouble(
                f"The user number {os.geteuid()} has no entry in /etc/passwd, and PostgreSQL does "
                "not start for such a user: run this as a user who has, "
                "or set DATABASE_URL and REDIS_URL."
            ) from None
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Trouble(
        "PostgreSQL does not start as root, and this machine has neither an account postgres "
        "nor nobody: run this as an ordinary user, or set DATABASE_URL and REDIS_URL."
    )


def as_account(account):
    """Arguments for Popen that start a child under the account. Empty for our own."""
    if account is None:
        return {}
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def can_use(account, path):
    """Whether the account can list, read and enter the directory."""
    if account is None:
        return os.access(path, os.R_OK | os.X_OK)
    # Asked of the system and not worked out from modes: there are access lists and mounts too.
    asked = subprocess.run(
        ["/bin/sh", "-c", 'test -r "$0" && test -x "$0"', str(path)],
        cwd="/",
        check=False,
        **as_account(account),
    )
    return asked.returncode == 0


class State:
    """var/ of one portal: what is in it, and the home of its embedded servers."""

    def __init__(self, path):
        self.path = Path(path)
        self.environment_file = self.path / "env"
        self.lock_file = self.path / "run.lock"
        self.logs = self.path / "log"
        self.sign_ins = self.path / "demo-sign-ins.txt"
        self._passwords_file = self.path / "passwords.json"
        self._private_file = self.path / "private.json"

    def make(self):
        """Make var/, readable by its owner alone."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        owner = self.path.stat().st_uid
        if owner != os.geteuid():
            # Two users' files in one var/ would fail later, and less clearly.
            raise Trouble(
                f"{self.path} belongs to another user (number {owner}): run this as that user, "
                "or have that user type `make clean`, or set HUB_VAR to a directory of your own."
            )
        # All but passing through, which root gives the servers' group below and a test run keeps.
        if self.path.stat().st_mode & 0o067:
            self.path.chmod(0o700)
        self.logs.mkdir(mode=0o700, exist_ok=True)

    def log(self, name):
        """Path of a log; one that has grown past 10 MB is put aside first."""
        path = self.logs / f"{name}.log"
        if path.exists() and path.stat().st_size > 10_000_000:
            path.replace(path.with_suffix(".log.old"))
        return path

    # ---- secrets and settings

    def write_private(self, path, text):
        """Write a file that only its owner may read, all or nothing."""
        fresh = path.with_name(f"{path.name}.{os.getpid()}")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        fresh.replace(path)

    def write_environment(self, values):
        """Keep mode, secret and addresses for commands by hand."""
        lines = [f"{name}={value}\n" for name, value in sorted(values.items())]
        self.write_private(self.environment_file, "".join(lines))

    def environment(self):
        """What write_environment kept; empty when nothing was."""
        try:
            text = self.environment_file.read_text(encoding="utf-8")
        except FileNotFoundError:
            return {}
        return dict(line.split("=", 1) for line in text.splitlines() if "=" in line)

    def passwords(self):
        """Passwords of the database's two roles, made once."""
        if not self._passwords_file.exists():
            made = {role: secrets.token_urlsafe(24) for role in ("postgres", "hub")}
            self.write_private(self._passwords_file, json.dumps(made))
        return json.loads(self._passwords_file.read_text(encoding="utf-8"))

    # ---- where servers live

    def servers_home(self, account):
        """Directory for the servers' data: var/servers where they can reach it.

        Root's servers run under another account. When that account cannot come down to var/,
        its data live in a private directory under the system's temporary folders instead; modes
        of directories that are not ours are never touched.
        """
        home = self.path / "servers"
        if account is not None:
            # Enough for the servers' own group to pass through, and for nobody to look around.
            os.chown(self.path, 0, account.pw_gid)
            self.path.chmod(0o710)
        if not home.exists():
            home.mkdir(mode=0o700)
            if account is not None:
                os.chown(home, account.pw_uid, account.pw_gid)
        if can_use(account, home):
            return home
        # /var/tmp outlives a restart of the machine, /tmp does not.
        below = "/var/tmp" if os.access("/var/tmp", os.W_OK) else None  # noqa: S108
        return self._private("home", below=below, account=account)

    def sockets(self, home, account):
        """A directory for sockets whose path is short and plain enough."""
        path = home / "run"
        if len(os.fsencode(path / ".s.PGSQL.5432.lock")) > LONGEST_SOCKET_PATH or (
            not PLAIN_PATH.fullmatch(str(path))
        ):
            return self._private("sockets", below=None, account=account)
        path.mkdir(mode=0o700, exist_ok=True)
        if account is not None:
            os.chown(path, account.pw_uid, account.pw_gid)
        return path

    def _private(self, purpose, *, below, account):
        """A directory of ours under a temporary folder, the same one at every start."""
        owner = os.geteuid() if account is None else account.pw_uid
        known = self.private_directories()
        path = Path(known.get(purpose, ""))
        # Anybody may write in a temporary folder: a directory that is not ours is not used.
        ours = path.is_dir() and not path.is_symlink() and path.stat().st_uid == owner
        if purpose in known and ours:
            return path
        path = Path(tempfile.mkdtemp(prefix="hub-", dir=below))
        if account is not None:
            os.chown(path, account.pw_uid, account.pw_gid)
        self.write_private(self._private_file, json.dumps({**known, purpose: str(path)}))
        return path

    def private_directories(self):
        """What was made outside var/, by purpose."""
        try:
            return json.loads(self._private_file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}

    def remove(self):
        """Remove var/ and what was made outside it."""
        for directory in self.private_directories().values():
            shutil.rmtree(directory, ignore_errors=True)
        if self.path.exists():
            shutil.rmtree(self.path)
