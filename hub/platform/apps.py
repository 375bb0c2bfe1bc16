from django.apps import AppConfig


class PlatformConfig(AppConfig):
    name = "hub.platform"
    label = "platform"
    verbose_name = "platform"
