"""What a school does next about visits, on its home page."""

from visits.actions import next_steps as of_actions  # noqa: F401  (registers its own)
from visits.arranging import next_steps as of_arranging  # noqa: F401  (registers its own)
