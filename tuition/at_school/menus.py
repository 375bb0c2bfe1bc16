"""A school's pupils with lessons in its menu. By tuition/menus.py."""

from hub.home.registry import entry

entry(
    area="school",
    text="Pupils",
    url_name="tuition:own_school_pupils",
    within="/lessons/school",
    right="tuition.see_school_pupils",
)
