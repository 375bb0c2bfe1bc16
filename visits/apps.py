from django.apps import AppConfig
from django.db.models.signals import post_migrate


class VisitsConfig(AppConfig):
    """Engagement visits to schools: whom to see next, arranging, reports, actions."""

    name = "visits"
    verbose_name = "Visits"

    def ready(self):
        """Have the types of visits made that a hub begins with."""
        post_migrate.connect(_make_types, sender=self, dispatch_uid="visits.make_types")


def _make_types(**kwargs):
    from visits.types import make_types  # models are not there yet when this module is read

    make_types()
