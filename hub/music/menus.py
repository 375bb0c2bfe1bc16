"""Instruments in the menu of the office, and among the settings."""

from hub.home.registry import entry
from hub.policy.pages import settings_page

entry(area="staff", text="Instruments", url_name="music:instruments", right="music.set_instruments")
settings_page(
    text="Instruments",
    hint="What can be learned and borrowed, with sizes and adapted makes.",
    url_name="music:instruments",
    # Not the list's own right: whoever sees one line of the settings may open all of the index.
    right="policy.change_settings",
    order=40,
)
