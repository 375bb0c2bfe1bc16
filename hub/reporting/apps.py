from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Reports: what can be made, who asked for it, and the files that workers made."""

    name = "hub.reporting"
    label = "reporting"
    verbose_name = "Reports"

    def ready(self):
        from hub.platform.health import queue
        from hub.reporting.models import ReportRun

        queue("reports")(ReportRun.objects.oldest_waiting)
