"""The hub's colours as a stylesheet, and its logo. Public, and the same for everybody."""

import hashlib
from functools import wraps
from pathlib import PurePosixPath

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpResponse
from django.views.decorators.http import condition, require_safe

from hub.files.images import CONTENT_TYPES
from hub.policy.colours import tokens
from hub.policy.current import hub_settings


def _kept(cache_control):
    """The answer is the same whoever asks, so the browser may keep it (hub/front/headers.py).

    ``private``: it passes by the session, so a proxy on the way shall not.
    """

    def decorate(view):
        @wraps(view)
        def answer(request, *args, **kwargs):
            response = view(request, *args, **kwargs)
            response["Cache-Control"] = cache_control
            response.is_same_for_everybody = True
            return response

        return answer

    return decorate


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
@_kept("private, max-age=60")
@condition(etag_func=_etag)
def stylesheet(request):
    """The tokens of static/css/hub.css that this hub sets anew."""
    return HttpResponse(_sheet(), content_type="text/css; charset=utf-8")


@login_not_required
@require_safe
@_kept("private, max-age=31536000, immutable")
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
            "X-Content-Type-Options": "nosniff",
            # Should a browser ever take it for a page, nothing in it runs.
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )
