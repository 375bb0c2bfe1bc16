"""What a school does next about lessons, on its home page."""

from tuition.at_school import next_steps as of_schools  # noqa: F401  (registers its own)
