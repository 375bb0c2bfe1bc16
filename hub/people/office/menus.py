"""Families in the menu of staff. By hub/people/menus.py."""

from hub.home.registry import entry

entry(area="staff", text="Families", url_name="families:search", right="people.enter_families")
