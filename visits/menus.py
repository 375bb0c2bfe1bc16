"""Visits in the menus."""

from hub.home.registry import entry

entry(area=("staff", "manager"), text="Visits", url_name="visits:due", right="visits.plan_visits")
