"""Reports in the menus of those who may have one made."""

from hub.home.registry import entry

entry(
    area=("manager", "staff"),
    text="Reports",
    url_name="reporting:index",
    right="reporting.make_report",
)
