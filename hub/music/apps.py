from django.apps import AppConfig
from django.db.models.signals import post_migrate


class MusicConfig(AppConfig):
    """What can be learned and played, and the one scale of levels."""

    name = "hub.music"
    label = "music"
    verbose_name = "Instruments"

    def ready(self):
        """Have the instruments made that a hub begins with, once."""
        from hub.music.starting import make_instruments

        post_migrate.connect(make_instruments, sender=self, dispatch_uid="music.make_instruments")
