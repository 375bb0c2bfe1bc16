"""The e-mails of lessons and groups, part by part."""

from tuition.after import letters as of_after  # noqa: F401  (registers its own)
from tuition.at_school import letters as at_school  # noqa: F401  (registers its own)
from tuition.booking import letters as of_booking  # noqa: F401  (registers its own)
from tuition.finding import letters as of_finding  # noqa: F401  (registers its own)
