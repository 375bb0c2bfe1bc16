from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The API under /api/v1/: its frame, its errors, and personal tokens."""

    name = "hub.api"
    label = "api"
    verbose_name = "API"

    def ready(self):
        # drf-spectacular finds its extensions by their being imported.
        from hub.api import schema  # noqa: F401
