from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Carers, pupils, the links between them, their needs and consents."""

    name = "hub.people"
    label = "people"
    verbose_name = "Families"
