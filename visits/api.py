"""Visits in the API."""

from visits.actions import api  # noqa: F401  (registers its own)
