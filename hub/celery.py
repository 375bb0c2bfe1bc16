"""Background workers: queue ``soon`` (messages), queue ``heavy`` (PDF, imports, solvers), and beat.

Work is a row with a state; a task is only the nudge that makes it quick (architecture.md 3.2). So
every task may run twice, and none may outlive its time limit.
"""

import os

from celery import Celery
from kombu import Queue

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings")

from django.conf import settings  # noqa: E402  (the environment must name the settings first)

SOON, HEAVY = "soon", "heavy"
_SOCKET = {
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    "retry_on_timeout": True,
}

app = Celery("hub")
app.conf.update(
    broker_url=settings.CELERY_BROKER_URL,
    broker_connection_retry_on_startup=True,
    broker_transport_options={
        "visibility_timeout": settings.CELERY_VISIBILITY_SECONDS,
        "global_keyprefix": "hub:",
        **_SOCKET,
    },
    visibility_timeout=settings.CELERY_VISIBILITY_SECONDS,
    result_backend=None,
    result_backend_transport_options={"visibility_timeout": settings.CELERY_VISIBILITY_SECONDS},
    task_ignore_result=True,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    task_soft_time_limit=240,
    task_time_limit=300,
    worker_soft_shutdown_timeout=30,
    worker_hijack_root_logger=False,
    task_serializer="json",
    accept_content=["json"],
    task_queues=[Queue(SOON), Queue(HEAVY)],
    task_default_queue=SOON,
    # What draws, reads or solves for longer than a moment, so that it never delays a sign-in code.
    task_routes={
        "hub.reporting.tasks.*": {"queue": HEAVY},
        "hub.imports.tasks.*": {"queue": HEAVY},
        "hub.files.tasks.*": {"queue": HEAVY},
        "hub.people.tasks.make_export": {"queue": HEAVY},
        "schools.summaries.tasks.*": {"queue": HEAVY},
    },
    # Tasks are sent by hub/platform/nudges.py, which does not wait for a broker that is down.
    task_publish_retry=False,
    enable_utc=True,
    timezone="UTC",
    # Plain intervals, never crontab: "is it due?" is a question to the database, in London time.
    beat_schedule={"sweep": {"task": "hub.platform.tasks.sweep", "schedule": 60.0}},
)
app.autodiscover_tasks()
