from django.apps import AppConfig


class VisitsConfig(AppConfig):
    """Engagement visits to schools: whom to see next, arranging, reports, actions."""

    name = "visits"
    verbose_name = "Visits"
