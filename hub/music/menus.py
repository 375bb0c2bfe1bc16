"""Instruments in the menu of the office, and among the settings."""

from hub.home.registry import entry
from hub.policy.pages import settings_page

entry(area="staff", text="Instruments", url_name="music:instruments", right="music.set_instruments")
settings_page(
    text="Instruments",
    hint="What can be learned and borrowed, with sizes and adapted makes.",
    url_name="music:instruments",
    right="music.set_instruments",
    order=40,
)
