"""What lessons and groups say on the cards of My family, part by part."""

from tuition.after import family_blocks as of_after  # noqa: F401  (registers its own)
from tuition.booking import family_blocks as of_booking  # noqa: F401  (registers its own)
