"""Lessons and groups in the menus, and what waits to be done about them."""

from tuition.after import menus as of_after  # noqa: F401  (registers its own)
from tuition.at_school import menus as at_school  # noqa: F401  (registers its own)
from tuition.booking import menus as of_booking  # noqa: F401  (registers its own)
from tuition.finding import menus as of_finding  # noqa: F401  (registers its own)
from tuition.keeping import menus as of_keeping  # noqa: F401  (registers its own)
from tuition.office import menus as of_office  # noqa: F401  (registers its own)
