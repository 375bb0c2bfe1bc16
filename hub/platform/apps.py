from django.apps import AppConfig


class PlatformConfig(AppConfig):
    """Servers, processes, sweeps, health: what the portal stands on."""

    name = "hub.platform"
    label = "platform"
    verbose_name = "Platform"

    def ready(self):
        # Web processes send tasks too: without this they would send them to Celery's default app.
        from hub import celery  # noqa: F401
