from django.apps import AppConfig


class VenuesConfig(AppConfig):
    """Where lessons, ensembles and training take place: schools, centres, rooms, online."""

    name = "hub.venues"
    label = "venues"
    verbose_name = "Places and rooms"
