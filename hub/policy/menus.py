"""Where the settings stand in the menu."""

from hub.home.registry import entry

entry(area="manager", text="Settings", url_name="policy:settings", right="policy.change_settings")
