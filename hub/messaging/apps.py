from django.apps import AppConfig


class MessagingConfig(AppConfig):
    """Every e-mail is a row first, then a letter."""

    name = "hub.messaging"
    label = "messaging"
    verbose_name = "Messages"
