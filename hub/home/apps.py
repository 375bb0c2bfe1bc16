from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Shells, menus, and the home page of every role."""

    name = "hub.home"
    label = "home"
    verbose_name = "Home"

    def ready(self):
        from hub.home import checks, registry  # noqa: F401  (checks register themselves)

        registry.load()
