"""Where people and roles stand in the menus."""

from hub.home.registry import entry

entry(
    area=("manager", "school", "staff"),
    text="People",
    url_name="people:list",
    right="accounts.see_people",
)
