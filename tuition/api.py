"""Lessons and groups in the API."""

from tuition.booking import api as of_booking  # noqa: F401  (registers its own)
from tuition.finding import api as of_finding  # noqa: F401  (registers its own)
