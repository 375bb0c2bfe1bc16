"""Where places stand in the settings."""

from hub.policy.pages import settings_page

settings_page(
    text="Boundaries on maps",
    hint="The outline of your districts or your county, from a file.",
    url_name="geography:boundaries",
    right="geography.set_boundaries",
)
settings_page(
    text="Postcodes",
    hint="Where postcodes are, from a file of Ordnance Survey: for distances and the nearest.",
    url_name="geography:postcodes",
    right="geography.load_postcodes",
)
