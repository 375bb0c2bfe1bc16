"""Visits on the timeline of a school’s record."""

from visits.actions import timeline as of_actions  # noqa: F401  (registers its own)
from visits.arranging import timeline as of_arranging  # noqa: F401  (registers its own)
