"""Errors of the API as problem details (RFC 9457): one shape for each of them."""

from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from rest_framework import exceptions
from rest_framework.exceptions import (
    AuthenticationFailed,
    NotAuthenticated,
    Throttled,
    ValidationError,
)
from rest_framework.views import exception_handler

from hub.permissions import SecondFactorNeeded

REFUSALS = (AuthenticationFailed, NotAuthenticated, PermissionDenied, exceptions.PermissionDenied)
CONTENT_TYPE = "application/problem+json"
SECOND_FACTOR = "Set up a second factor on the portal's pages before you use the API."


def problem(status, *, detail="", kind="about:blank", **more):
    """The body of a problem: type, title and status, and what else is known."""
    body = {"type": kind, "title": HTTPStatus(status).phrase, "status": int(status)}
    if detail:
        body["detail"] = str(detail)
    return body | more


def problem_response(status, **kwargs):
    """A problem as a Django response, for errors that arise outside the API's own views."""
    return JsonResponse(problem(status, **kwargs), status=status, content_type=CONTENT_TYPE)


def handler(exc, context):
    """DRF's exception handler: its answer, written as a problem.

    None for a fault of ours: Django logs it and answers 500, which hub/api/middleware.py then
    writes as a problem too.
    """
    if isinstance(exc, REFUSALS):
        # DRF counts after it has asked for the right, so that refusals would cost nothing.
        try:
            context["view"].check_throttles(context["request"])
        except Throttled as throttled:
            exc = throttled
    response = exception_handler(exc, context)
    if response is None:
        return None
    if isinstance(exc, SecondFactorNeeded):
        body = problem(403, detail=SECOND_FACTOR, kind="/problems/second-factor-needed")
    elif isinstance(exc, ValidationError):
        body = problem(400, detail="Some values cannot be accepted.", errors=response.data)
    elif isinstance(exc, PermissionDenied):
        # Its text names the right, which is for us and not for the caller.
        body = problem(403, detail="You do not have the right to do this.")
    else:
        body = problem(response.status_code, detail=response.data.get("detail", ""))
    response.data = body
    response.content_type = CONTENT_TYPE
    return response
