from django.apps import AppConfig


class PolicyConfig(AppConfig):
    """The hub's own settings, and its rules of practice by academic year."""

    name = "hub.policy"
    label = "policy"
    verbose_name = "Policy"
