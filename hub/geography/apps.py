from django.apps import AppConfig


class GeographyConfig(AppConfig):
    """Distances and postcodes."""

    name = "hub.geography"
    label = "geography"
    verbose_name = "Geography"
