"""The hub's colours as a stylesheet, and its logo. Public, and the same for everybody."""

import hashlib
from pathlib import PurePosixPath

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpResponse
from django.views.decorators.http import condition, require_safe

from hub.files.images import CONTENT_TYPES
from hub.policy.colours import tokens
from hub.policy.current import hub_settings


def _sheet():
    own = tokens(hub_settings())
    if not own:
        return "/* The default brand: nothing is set anew. */\n"
    lines = "".join(f"  {token}: {colour};\n" for token, colour in own.items())
    return f":root {{\n{lines}}}\n"


def _etag(request):
    return f'"{hashlib.sha256(_sheet().encode()).hexdigest()[:32]}"'


@login_not_required
@require_safe
@condition(etag_func=_etag)
def stylesheet(request):
    """The tokens of static/css/hub.css that this hub sets anew."""
    return HttpResponse(
        _sheet(),
        content_type="text/css; charset=utf-8",
        headers={"Cache-Control": "public, max-age=60"},
    )


@login_not_required
@require_safe
def logo(request, name):
    """The logo that is in use. Its name is random, so whoever has it may keep it for good."""
    current = hub_settings().logo
    if not current or name != PurePosixPath(current.name).name:
        raise Http404
    try:
        file = current.storage.open(current.name)
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(
        file,
        content_type=CONTENT_TYPES[PurePosixPath(current.name).suffix[1:]],
        headers={
            "Cache-Control": "public, max-age=31536000, immutable",
            "X-Content-Type-Options": "nosniff",
            # Should a browser ever take it for a page, nothing in it runs.
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )
