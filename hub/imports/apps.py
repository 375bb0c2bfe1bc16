from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Tables that people bring along: read, checked, previewed and taken in once."""

    name = "hub.imports"
    label = "imports"
    verbose_name = "Imports"

    def ready(self):
        from hub.imports.models import Import
        from hub.platform.health import queue

        queue("imports")(Import.objects.oldest_waiting)
