from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Reports: what can be made, who asked for it, and the files that workers made."""

    name = "hub.reporting"
    label = "reporting"
    verbose_name = "Reports"
