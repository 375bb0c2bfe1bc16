"""A short reference for each request: on the error page, in the log, and in a header."""

import logging
import secrets
import time
from contextvars import ContextVar

# Without letters and figures that are mistaken for each other on the phone.
_LETTERS = "23456789BCDFGHJKMNPQRSTVWXZ"
_reference: ContextVar[str] = ContextVar("request_reference", default="")
log = logging.getLogger("hub.requests")


def reference():
    """The reference of the request that is being answered, or empty outside one."""
    return _reference.get()


def _new():
    letters = "".join(secrets.choice(_LETTERS) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


class Reference:
    """Stands first in MIDDLEWARE: makes the reference and writes the request's one log line.

    The caller's own request id is not taken over: it could hold anything.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = _reference.set(_new())
        began = time.monotonic()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = reference()
            log.info("request", extra={"data": self._facts(request, response, began)})
            return response
        finally:
            _reference.reset(token)

    @staticmethod
    def _facts(request, response, began):
        """Ids and numbers only. The route stands for the path, which may hold a secret link."""
        match = request.resolver_match
        user = getattr(request, "_cached_user", None)
        return {
            "method": request.method if request.method.isalpha() else "other",
            "route": match.route if match else "none",
            "status": response.status_code,
            "ms": round((time.monotonic() - began) * 1000),
            "user": user.pk if user is not None else None,
        }
