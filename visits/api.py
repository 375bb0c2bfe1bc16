"""Visits in the API."""

from visits.actions import api as actions  # noqa: F401  (registers its own)
from visits.tracker import api as tracker  # noqa: F401  (registers its own)
