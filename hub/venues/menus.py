"""Venues among the settings."""

from hub.policy.pages import settings_page

settings_page(
    text="Places and rooms",
    hint="Schools, centres and halls where something is taught, and how to get in.",
    url_name="venues:venues",
    # Not the list's own right: whoever sees one line of the settings may open all of the index.
    right="policy.change_settings",
    order=41,
)
