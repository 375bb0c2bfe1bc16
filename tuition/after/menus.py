"""A carer's own lessons and a tutor's own pupils in the menus. By tuition/menus.py."""

from hub.home.registry import entry

entry(area="parent", text="Lessons and groups", url_name="tuition:enrolments")
entry(area="tutor", text="Pupils", url_name="tuition:tutor_pupils", right="tuition.teach")
