from django.apps import AppConfig


class FrontConfig(AppConfig):
    """The front door: what is looked at before any page is, and how errors are answered."""

    name = "hub.front"
    label = "front"
    verbose_name = "Front door"

    def ready(self):
        from hub.front import kept  # noqa: F401  (listens to who signs in)
