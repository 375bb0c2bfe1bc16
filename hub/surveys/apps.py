from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SurveysConfig(AppConfig):
    """Questionnaires that the hub edits, in versions, and the answers to them."""

    name = "hub.surveys"
    label = "surveys"
    verbose_name = "Questionnaires"

    def ready(self):
        """Whenever tables were made, see that every questionnaire of the code has a version 1."""
        from hub.surveys.starting import build_missing

        post_migrate.connect(build_missing, sender=self, dispatch_uid="surveys.build_missing")
