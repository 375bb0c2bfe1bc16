"""Visits on the timeline of a school’s record."""

from visits.arranging import timeline as of_arranging  # noqa: F401  (registers its own)
