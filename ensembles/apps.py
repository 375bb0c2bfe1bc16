from django.apps import AppConfig


class EnsemblesConfig(AppConfig):
    """Ensembles: auditions, membership, rehearsals, their registers."""

    name = "ensembles"
    verbose_name = "Ensembles"
