"""What is missing on this machine or deployment, and the line that mends it."""

import datetime
import shutil
import socket
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.db import DatabaseError, connection

from hub.platform import addresses, health, libraries
from hub.platform.database import EXTENSIONS


@dataclass(frozen=True)
class Diagnosis:
    """What was looked at, whether it is well, and the line to type when it is not.

    ``is_needed`` is False for what the portal runs without.
    """

    part: str
    is_well: bool
    words: str
    line: str = ""
    is_needed: bool = True


def examine():
    """Look at everything, in the order in which things lean on each other."""
    for look in LOOKS:
        yield from look()


def mode():
    """In which mode the settings stand. That they stand at all is why we got here."""
    words = "demo" if settings.HUB_DEMO else "test" if settings.HUB_TEST else "production"
    yield Diagnosis("settings", True, f"{words}, {settings.SITE_URL}")
    errors = [
        found for found in run_checks(include_deployment_checks=False) if found.level >= ERROR
    ]
    for found in errors:
        yield Diagnosis("settings", False, found.msg, found.hint or "manage.py check")


def database():
    """Connection, version, extensions and migrations."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('server_version_num')::int / 10000")
            major = cursor.fetchone()[0]
            cursor.execute("SELECT extname FROM pg_extension")
            installed = {name for (name,) in cursor.fetchall()}
    except DatabaseError as error:
        reason = " ".join(str(error).split())
        yield Diagnosis("database", False, reason, "set DATABASE_URL, or make run")
        return
    yield Diagnosis(
        "database", major >= 15, f"PostgreSQL {major}", "move to PostgreSQL 15 or newer"
    )
    for name in EXTENSIONS:
        words = "installed" if name in installed else "not installed"
        line = f'CREATE EXTENSION {name};  (in psql, as the owner of the database "'
        line += f'{connection.settings_dict["NAME"]}")'
        yield Diagnosis(f"extension {name}", name in installed, words, line)
    for finding in health.database()[1:]:
        line = ".venv/bin/python manage.py migrate"
        yield Diagnosis(finding.part, finding.is_well, finding.words, line)


def limits():
    """The table in which rate limits and replay guards are counted."""
    found = health.limits()
    line = ".venv/bin/python manage.py createcachetable"
    yield Diagnosis("limits", found.is_well, found.words, line)


def redis():
    """The broker. The portal works without it, more slowly."""
    found = health.broker()
    line = "set REDIS_URL, or make run"
    yield Diagnosis("redis", found.is_well, found.words, line, is_needed=False)


def beat():
    """Whether beat and a worker are at work."""
    found = health.beat()
    line = "start beat and the workers (docs/deployment.md), or make run"
    yield Diagnosis("beat", found.is_well, found.words, line, is_needed=False)


def pdf():
    """Whether a PDF can be made, by making one."""
    missing = libraries.missing_pdf_libraries()
    if missing:
        for package in missing:
            yield Diagnosis("pdf", False, f"{package} is missing", f"apt-get install {package}")
        return
    try:
        from weasyprint import HTML  # imported where PDFs are made: it is slow and large

        made = HTML(string="<p>Crotchet and quaver</p>").write_pdf()
    except OSError as error:
        yield Diagnosis("pdf", False, str(error).splitlines()[0], "apt-get install fontconfig")
        return
    yield Diagnosis("pdf", made.startswith(b"%PDF"), "one was made", "apt-get install fontconfig")


def chromium():
    """The browser of the browser tests, on a machine where the portal is worked on."""
    if shutil.which("pytest") or (libraries.CHECKOUT / ".venv" / "bin" / "pytest").exists():
        found = libraries.chromium()
        line = libraries.missing_chromium().partition(": ")[2]
        words = str(found or "there is none, so `make test` fails")
        yield Diagnosis("chromium", found is not None, words, line, is_needed=False)
        for package in libraries.missing_browser_libraries():
            words = f"{package} is missing, so `make test` fails"
            yield Diagnosis("chromium", False, words, f"apt-get install {package}", is_needed=False)


def files():
    """Room on the disk, and files that can be written."""
    found = health.disk()
    yield Diagnosis("disk", found.is_well, found.words, f"make room below {settings.VAR_DIR}")
    settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
    probe = settings.MEDIA_ROOT / ".doctor"
    try:
        probe.touch()
        probe.unlink()
    except OSError as error:
        line = f"let the portal's user write below {settings.MEDIA_ROOT}"
        yield Diagnosis("files", False, str(error), line)
    else:
        yield Diagnosis("files", True, "can be written")


def mail():
    """Whether the mail server answers, where one is set."""
    line = "set HUB_EMAIL_URL to your mail server"
    if not settings.HUB_EMAIL_URL:
        if settings.HUB_PRODUCTION:
            yield Diagnosis("e-mail", False, "no mail server is set, so no e-mail leaves", line)
        return
    server = addresses.mail_server(settings.HUB_EMAIL_URL)
    name = f"{server['host']}:{server['port']}"
    try:
        socket.create_connection((server["host"], server["port"]), timeout=5).close()
    except OSError as error:
        yield Diagnosis("e-mail", False, f"{name} does not answer ({error})", line)
    else:
        yield Diagnosis("e-mail", True, f"{name} answers")


def clock():
    """Whether this machine and the database agree on the time, so that codes and links hold."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            (theirs,) = cursor.fetchone()
    except DatabaseError:
        return  # said above
    apart = abs((datetime.datetime.now(datetime.UTC) - theirs).total_seconds())
    words = f"{apart:.0f} seconds from the database's"
    yield Diagnosis("clock", apart < 30, words, "timedatectl set-ntp true")


LOOKS: list[Callable] = [mode, database, limits, redis, beat, pdf, chromium, files, mail, clock]
