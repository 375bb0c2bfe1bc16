"""The trail in the managers' menu."""

from hub.home.registry import entry

entry(area="manager", text="Trail", url_name="trail:entries", right="trail.see_entry")
