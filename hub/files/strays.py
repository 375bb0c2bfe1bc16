"""Files that no row points to: left behind by a killed worker or a change that came to nothing."""

from datetime import timedelta

from django.core.files.storage import default_storage
from django.utils import timezone

#: A file stands before its row does, so young ones are left alone.
_YOUNG = timedelta(hours=1)


def delete_strays(folder, field):
    """Delete old files of a folder that no row names; returns how many.

    ``field``: the model's file field, ``ReportRun.file.field``, whose files lie in this folder.
    """
    if not default_storage.exists(folder):
        return 0
    _, names = default_storage.listdir(folder)
    paths = [f"{folder}/{name}" for name in names]
    rows = field.model._base_manager.filter(**{f"{field.name}__in": paths})
    known = set(rows.values_list(field.name, flat=True))
    horizon = timezone.now() - _YOUNG
    strays = [
        path
        for path in paths
        if path not in known and default_storage.get_modified_time(path) < horizon
    ]
    for path in strays:
        default_storage.delete(path)
    return len(strays)
