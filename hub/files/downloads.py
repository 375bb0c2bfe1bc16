"""Handing a stored file out: to be saved, never shown inside the portal."""

from csp.decorators import csp
from django.http import FileResponse, Http404


@csp({"default-src": "'none'", "sandbox": ""})  # type: ignore[arg-type]
def as_download(request, stored):
    """The answer with the file's content. Whether this person may have it is asked before.

    Raises Http404 for what is no longer kept.
    """
    if not stored.is_kept:
        raise Http404
    try:
        content = stored.file.open()
    except FileNotFoundError as error:  # files are not in every backup
        raise Http404 from error
    return FileResponse(
        content, as_attachment=True, filename=stored.name, content_type=stored.content_type
    )
