from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Uploads: checked when they come, and guarded at every download."""

    name = "hub.files"
    label = "files"
    verbose_name = "Files"
