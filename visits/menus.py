"""Visits in the menus, and what waits to be done about them."""

from hub.home.registry import entry
from visits.actions import menus as of_actions  # noqa: F401  (registers its own)
from visits.arranging import menus as of_arranging  # noqa: F401  (registers its own)

entry(area=("staff", "manager"), text="Visits", url_name="visits:due", right="visits.plan_visits")
