"""How the portal is doing: what each part says of itself, measured when asked."""

import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from celery import current_app
from django.conf import settings
from django.core.cache import caches
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from kombu.exceptions import OperationalError
from redis import Redis, RedisError

from hub.platform import nudges
from hub.platform.models import SweepRun

# Beat calls every minute; security.md asks for an alert past ten.
LATE = timedelta(minutes=10)
LEAST_DISK = 1024**3
_WORKERS_ANSWER_IN = 0.5  # seconds; on one network they answer within a hundredth


#: By the first word of a part: what its figure means, and what helps when it is not well.
MEANINGS = {
    "database": "Everything is kept here: without it no page works.",
    "migrations": "Whether the database fits the code. If not, run manage.py migrate.",
    "redis": "Tells workers at once that there is work. Away, it costs a minute and no work.",
    "limits": "Attempts to sign in are counted here. If not, run manage.py createcachetable.",
    "beat": "Rings every minute, so that what no worker heard of is done. "
    "After ten minutes of silence start the service beat again.",
    "workers": "They send e-mails (soon) and make reports and imports (heavy). "
    "Without one its work waits and is not lost: start the service.",
    "sweep": "Something that the portal does by itself went wrong. The log says what.",
    "waiting": "What waits longer than ten minutes has no worker, or its worker fails.",
    "nudges": "Calls for workers that no worker has taken yet. Many mean that workers are too few.",
    "disk": "Uploads and reports are kept here. Below 1 GB make room.",
    "size": "How much the database holds. It grows with use; watch it against its own disk.",
}


@dataclass(frozen=True)
class Finding:
    """What was found of one part: whether it is well, and a few words on it."""

    part: str
    is_well: bool
    words: str

    @property
    def meaning(self):
        """What it is, and what helps when it is not well."""
        return MEANINGS.get(self.part.split()[0], "")


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


def workers():
    """How many workers serve each queue, asked of themselves; and what waits for them unheard."""
    try:
        with nudges.broker().clone() as line:
            inspect = current_app.control.inspect(timeout=_WORKERS_ANSWER_IN, connection=line)
            found = inspect.active_queues() or {}
            names = [queue.name for queue in current_app.conf.task_queues]
            waiting = {name: line.default_channel._size(name) for name in names}
    except (OperationalError, RedisError, OSError) as error:
        return [Finding("workers", False, f"cannot be asked: {type(error).__name__}")]
    serve = Counter(queue["name"] for queues in found.values() for queue in queues)
    return [
        *(Finding(f"workers {name}", serve[name] > 0, f"{serve[name]} at work") for name in names),
        *(Finding(f"nudges {name}", True, f"{number:,}") for name, number in waiting.items()),
    ]


def size():
    """How much the database holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        (held,) = cursor.fetchone()
    return Finding("size of the database", True, f"{held / 1024**2:,.0f} MB")


def disk():
    """Room left where files and data are kept."""
    free = shutil.disk_usage(settings.VAR_DIR).free
    return Finding("disk", free > LEAST_DISK, f"{free / 1024**3:.1f} GB free")


def everything():
    """All findings, for the page of managers and administrators."""
    return [
        *(*database(), broker(), limits(), beat(), *sweeps(), *queues()),
        *(*workers(), size(), disk()),
    ]


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
