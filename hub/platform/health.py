"""How the portal is doing: what each part says of itself, measured when asked."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.cache import caches
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from redis import Redis, RedisError

from hub.platform.models import SweepRun

# Beat calls every minute; security.md asks for an alert past ten.
LATE = timedelta(minutes=10)
LEAST_DISK = 1024**3


@dataclass(frozen=True)
class Finding:
    """What was found of one part: whether it is well, and a few words on it."""

    part: str
    is_well: bool
    words: str


@dataclass(frozen=True)
class Queue:
    """Work that waits as rows: its name, and what says since when the oldest has waited."""

    name: str
    oldest: Callable


_queues: dict[str, Queue] = {}


def queue(name):
    """Register the function below, ``() -> datetime | None``: since when the oldest row waits."""

    def register(oldest):
        _queues[name] = Queue(name, oldest)
        return oldest

    return register


def database():
    """Whether the database answers, and whether it has every migration of the code."""
    try:
        applied = MigrationRecorder(connection).applied_migrations()
    except DatabaseError as error:
        return [Finding("database", False, type(error).__name__)]
    missing = _known_migrations() - set(applied)
    words = f"{len(missing)} to apply" if missing else "all applied"
    return [Finding("database", True, "answers"), Finding("migrations", not missing, words)]


_migrations = None


def _known_migrations():
    """The migrations of the code; read once, for they come with the process."""
    global _migrations
    if _migrations is None:
        _migrations = frozenset(MigrationLoader(None).disk_migrations)
    return _migrations


def broker():
    """Whether Redis answers. Its absence costs time and no work, so nobody is sent away for it."""
    try:
        with Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1) as it:
            it.ping()
    except RedisError as error:
        return Finding("redis", False, type(error).__name__)
    return Finding("redis", True, "answers")


def beat():
    """When beat last set off the sweeps."""
    try:
        last = SweepRun.objects.order_by("-started_at").first()
    except DatabaseError as error:
        return Finding("beat", False, type(error).__name__)
    if last is None:
        return Finding("beat", False, "has not run yet")
    return Finding("beat", is_recent(last.started_at), f"ran {ago(last.started_at)}")


def sweeps():
    """The sweeps whose last run failed."""
    return [
        Finding(f"sweep {run.name}", False, f"{run.said}, {ago(run.started_at)}")
        for run in SweepRun.objects.filter(failed=True)
    ]


def queues():
    """For each kind of waiting work, since when the oldest has waited."""
    findings = []
    for each in _queues.values():
        since = each.oldest()
        if since is None:
            findings.append(Finding(f"waiting {each.name}", True, "none"))
        else:
            words = f"the oldest was due {ago(since)}"
            findings.append(Finding(f"waiting {each.name}", is_recent(since), words))
    return findings


def limits():
    """Whether the cache that holds rate limits and replay guards is there."""
    try:
        caches["default"].get("health")
    except DatabaseError as error:
        return Finding("limits", False, type(error).__name__)
    return Finding("limits", True, "are counted")


def disk():
    """Room left where files and data are kept."""
    free = shutil.disk_usage(settings.VAR_DIR).free
    return Finding("disk", free > LEAST_DISK, f"{free / 1024**3:.1f} GB free")


def everything():
    """All findings, for the page of managers and administrators."""
    return [*database(), broker(), limits(), beat(), *sweeps(), *queues(), disk()]


def is_recent(moment):
    """Whether so little time has passed that nothing is wrong yet."""
    return timezone.now() - moment < LATE


def ago(moment):
    """How long ago a moment was, in words."""
    seconds = max(0, int((timezone.now() - moment).total_seconds()))
    for size, unit in ((86400, "day"), (3600, "hour"), (60, "minute"), (1, "second")):
        if seconds >= size:
            count = seconds // size
            return f"{count} {unit}{'' if count == 1 else 's'} ago"
    return "just now"
