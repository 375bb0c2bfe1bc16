from django.apps import AppConfig


class MessagingConfig(AppConfig):
    """Every e-mail is a row first, then a letter."""

    name = "hub.messaging"
    label = "messaging"
    verbose_name = "Messages"

    def ready(self):
        from hub.messaging.models import Message
        from hub.platform.health import queue

        queue("messages")(Message.objects.oldest_waiting)
