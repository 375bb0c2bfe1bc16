from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    """Whom we serve: the school directory, and what is known of each school."""

    name = "schools"
    verbose_name = "Schools"
