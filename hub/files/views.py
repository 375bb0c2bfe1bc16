"""Downloads. The right is asked each time, and nothing is ever shown inside the portal."""

from csp.decorators import csp
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from hub.files.models import StoredFile


@require_safe
@csp({"default-src": "'none'", "sandbox": ""})  # type: ignore[arg-type]
def download(request, pk):
    """One file, to be saved: 404 for whoever may not have it, and for what is no longer kept."""
    stored = get_object_or_404(StoredFile.objects.visible_to(request.user).kept(), pk=pk)
    try:
        content = stored.file.open()
    except FileNotFoundError as error:  # files are not in every backup
        raise Http404 from error
    return FileResponse(
        content, as_attachment=True, filename=stored.name, content_type=stored.content_type
    )
