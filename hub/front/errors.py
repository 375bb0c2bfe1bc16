"""Error pages in our design, and which error each of them answers."""

import logging
import sys

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from hub.front.reference import reference
from hub.permissions import SecondFactorNeeded
from hub.policy.current import last_known

log = logging.getLogger(__name__)
AWAY_SECONDS = 30
PAUSE_SECONDS = 300

# When not even a template can be drawn.
_PLAIN = (
    '<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Something went wrong</title>'
    "<h1>Sorry, something went wrong</h1><p>Please try again later. Reference: {reference}</p>"
)


def bad_request(request, exception):
    """400; 413 when there was too much of it."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return render(request, "errors/400.html", status=400)


def forbidden(request, exception):
    """403: seen, but not yours to do; or a second factor is missing."""
    needs_second_factor = isinstance(exception, SecondFactorNeeded)
    return render(
        request, "errors/403.html", {"needs_second_factor": needs_second_factor}, status=403
    )


def csrf_failure(request, reason=""):
    """403: the form did not come from a page of ours, or its cookie was lost."""
    return render(request, "errors/403_csrf.html", status=403)


def not_found(request, exception):
    """404: no such page, or not yours to know of."""
    return render(request, "errors/404.html", status=404)


def not_allowed(request):
    """405: the address exists, but not for this method."""
    return render(request, "errors/405.html", status=405)


def too_large(request):
    """413: what was sent is more than we take."""
    return render(request, "errors/413.html", status=413)


def too_many(request):
    """429: tried too often; allauth's limits answer with this page."""
    response = render(request, "errors/429.html", status=429)
    response["Retry-After"] = str(PAUSE_SECONDS)
    return response


def server_error(request):
    """500, or 503 when the database cannot be reached. Needs neither database nor session."""
    if database_is_away(sys.exc_info()[1]):
        return unavailable("errors/503_database.html", AWAY_SECONDS)
    return _without_database("errors/500.html", 500)


def unavailable(template, seconds):
    """503 that says when to come back."""
    response = _without_database(template, 503)
    response["Retry-After"] = str(seconds)
    return response


def database_is_away(error):
    """Did the connection fail? A statement that took too long or a deadlock is another matter."""
    if isinstance(error, InterfaceError):
        return True
    # psycopg2 gives a code to what the server said, and none when there was no server to say it;
    # 57P01 to 57P03: the server is stopping or starting.
    code = getattr(error.__cause__, "pgcode", None) if error else None
    return isinstance(error, OperationalError) and (code is None or code.startswith(("08", "57P")))


def _without_database(template, status):
    hub = last_known()
    # Bare: without the hub's colours and logo, which are read from the database.
    context = {"hub": hub, "shell": {"bare": True}, "reference": reference()}
    try:
        html = render_to_string(template, context)
    except Exception:  # the page that says that something broke must not break
        log.exception("the error page itself failed")
        html = _PLAIN.format(reference=reference())
    return HttpResponse(html, status=status)


class OwnErrorPages:
    """Gives the bare 405 of Django's decorators our page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 405 or response.streaming or response.content:
            return response
        page = not_allowed(request)
        if response.has_header("Allow"):
            page["Allow"] = response["Allow"]
        return page
