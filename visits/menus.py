"""Visits in the menus."""

from hub.home.registry import entry
from visits.arranging import menus as of_arranging  # noqa: F401  (registers its own)

entry(area=("staff", "manager"), text="Visits", url_name="visits:due", right="visits.plan_visits")
