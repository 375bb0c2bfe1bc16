from django.apps import AppConfig


class TrailConfig(AppConfig):
    """The append-only record of who did what, and who read what is sensitive."""

    name = "hub.trail"
    label = "trail"
    verbose_name = "Trail"
