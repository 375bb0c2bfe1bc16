from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Carers, pupils, the links between them, their needs and consents."""

    name = "hub.people"
    label = "people"
    verbose_name = "Families"

    def ready(self):
        """Carers keep in step with their accounts."""
        from hub.people import signals  # noqa: F401
