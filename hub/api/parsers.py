"""Reads JSON, and nothing that would break further inside."""

import json

from django.conf import settings
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import BaseParser


class TooLarge(APIException):
    """The body is larger than the portal reads."""

    status_code = 413
    default_detail = "The body is too large."


class StrictJSONParser(BaseParser):
    """JSON in UTF-8, of bounded size and depth, without NUL, NaN or halves of characters.

    DRF's own reads bodies of any size, and lets through texts that PostgreSQL refuses.
    """

    media_type = "application/json"

    def parse(self, stream, media_type=None, parser_context=None):
        """The parsed body. Raises ParseError (400) or TooLarge (413)."""
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        raw = stream.read(limit + 1)
        if len(raw) > limit:
            raise TooLarge
        try:
            body = json.loads(raw.decode("utf-8"), parse_constant=_refuse_constant)
            _check(body)
        # RecursionError: ten thousand brackets. UnicodeError and figures too long: ValueErrors.
        except (ValueError, RecursionError) as error:
            raise ParseError("The body is not JSON that can be read.") from error
        return body


def _refuse_constant(name):
    raise ValueError(f"{name} is not JSON.")


def _check(value):
    """Raise ValueError for a text, key or value, that PostgreSQL cannot hold."""
    if isinstance(value, str):
        if "\x00" in value:
            raise ValueError("NUL")
        value.encode("utf-8")
    elif isinstance(value, dict):
        for key, part in value.items():
            _check(key)
            _check(part)
    elif isinstance(value, list):
        for part in value:
            _check(part)
