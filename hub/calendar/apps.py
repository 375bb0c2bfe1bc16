from django.apps import AppConfig


class CalendarConfig(AppConfig):
    """Academic years, terms, closures, the dates of lessons, and private calendar feeds."""

    name = "hub.calendar"
    label = "calendar"
    verbose_name = "Calendar"

    def ready(self):
        from hub.calendar import signals  # noqa: F401  (receivers register themselves)
