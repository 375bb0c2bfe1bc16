"""Where Celery looks for the tasks of this app."""

from schools.summaries import tasks  # noqa: F401  (registers itself)
