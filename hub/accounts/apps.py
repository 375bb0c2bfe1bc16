from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who people are, how they sign in, and what roles they hold."""

    name = "hub.accounts"
    label = "accounts"
    verbose_name = "Accounts"

    def ready(self):
        from hub import permissions
        from hub.accounts import signals  # noqa: F401  (receivers register themselves)

        permissions.load()
        # They register what ends together with a role (hub/accounts/leaving.py).
        from hub.accounts import endings  # noqa: F401
