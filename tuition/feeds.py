"""Lessons and groups in private calendars."""

from tuition.after import feeds as of_after  # noqa: F401  (registers its own)
