from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Uploads: checked when they come, and guarded at every download."""

    name = "hub.files"
    label = "files"
    verbose_name = "Files"

    def ready(self):
        from hub.files.models import StoredFile
        from hub.platform.health import queue

        queue("scans of uploads")(StoredFile.objects.oldest_waiting)
