"""Lessons and groups in the API."""

from tuition.booking import api as of_booking  # noqa: F401  (registers its own)
