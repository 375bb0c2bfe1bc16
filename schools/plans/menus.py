"""Development plans in the menus. Imported by schools.menus."""

from hub.home.registry import entry

entry(
    area="school",
    text="Development plan",
    url_name="schools:own_plan",
    within=r"/schools/(\d+/)?plan/",
    right="schools.write_plan",
)
