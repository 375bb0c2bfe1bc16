"""Downloads. The right is asked each time, and nothing is ever shown inside the portal."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from hub.files.downloads import as_download
from hub.files.models import StoredFile


@require_safe
def download(request, pk):
    """One file, to be saved: 404 for whoever may not have it, and for what is no longer kept."""
    return as_download(
        request, get_object_or_404(StoredFile.objects.visible_to(request.user), pk=pk)
    )
