"""What no browser of ours sends is refused before anything looks at it: 400, never 500.

PostgreSQL stores no NUL, and bytes that are no UTF-8 would be replaced silently, so that what is
stored is not what was typed.
"""

import re
from urllib.parse import unquote_to_bytes

from django.core.exceptions import BadRequest
from django.http import UnreadablePostError

_URLENCODED, _MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"
_CONTROL = {chr(code) for code in range(32)} | {chr(127)}
_CHARSETS = {"", "utf-8", "utf8"}
# Django has decoded the path already, and written what is no UTF-8 as percent and figures again.
_BROKEN = re.compile("%[89A-Fa-f][0-9A-Fa-f]")


class RefuseHostileInput:
    """Checks path, query, headers, cookies and forms. JSON is the API's parsers' matter."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        _check_headers(request)
        _check_path(request)
        _check_query(request)
        if request.content_type in (_URLENCODED, _MULTIPART):
            _check_form(request)
        return self.get_response(request)


def _check_headers(request):
    for name, value in request.META.items():
        if name.startswith("HTTP_") and not _CONTROL.isdisjoint(value):
            raise BadRequest("control character in a header")
    # Quoted cookies may spell a NUL in octal figures.
    if any("\0" in value for value in request.COOKIES.values()):
        raise BadRequest("NUL in a cookie")
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not (str(length).isascii() and str(length).isdigit()):
        raise BadRequest("length that is no number")
    if request.content_params.get("charset", "").strip("\"' ").lower() not in _CHARSETS:
        raise BadRequest("charset other than UTF-8")


def _check_path(request):
    if not _CONTROL.isdisjoint(request.path_info):
        raise BadRequest("control character in the path")
    if _BROKEN.search(request.path_info):
        raise BadRequest("bytes in the path that are no UTF-8")


def _check_query(request):
    raw = _wsgi_bytes(request.META.get("QUERY_STRING", ""))
    if "\0" in _decoded(unquote_to_bytes(raw)):
        raise BadRequest("NUL in the query")


def _check_form(request):
    try:
        if request.content_type == _URLENCODED and "\0" in _decoded(unquote_to_bytes(request.body)):
            raise BadRequest("NUL in a form")
        fields = request.POST.lists()
        names = [upload.name or "" for _, uploads in request.FILES.lists() for upload in uploads]
    except UnreadablePostError as error:
        raise BadRequest("the sender went away") from error
    if any("\0" in text for name, values in fields for text in (name, *values)):
        raise BadRequest("NUL in a form")
    if any("\0" in name for name in (*names, *request.FILES)):
        raise BadRequest("NUL in a file name")


def _wsgi_bytes(text):
    """The bytes that were sent: WSGI hands them over as Latin-1."""
    try:
        return text.encode("iso-8859-1")
    except UnicodeEncodeError as error:
        raise BadRequest("not as WSGI hands it over") from error


def _decoded(raw):
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRequest("bytes that are no UTF-8") from error
