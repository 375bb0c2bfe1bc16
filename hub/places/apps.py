from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Places in lessons, ensembles and training: counted, held, waited for, offered."""

    name = "hub.places"
    label = "places"
    verbose_name = "Places"
