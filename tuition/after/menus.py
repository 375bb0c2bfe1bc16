"""A carer's own lessons in the menu. By tuition/menus.py."""

from hub.home.registry import entry

entry(area="parent", text="Lessons and groups", url_name="tuition:enrolments")
