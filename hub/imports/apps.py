from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Tables that people bring along: read, checked, previewed and taken in once."""

    name = "hub.imports"
    label = "imports"
    verbose_name = "Imports"
