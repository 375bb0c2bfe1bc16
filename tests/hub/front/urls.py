"""The portal's addresses, and some that fail in ways that the portal's own should not."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, OperationalError, connection
from django.http import HttpResponse
from django.urls import path

from hub import urls as portal
from hub.urls import handler400, handler403, handler404, handler500  # noqa: F401


@login_not_required
def broken(request):
    raise RuntimeError("amira@people.example could not be found")


@login_not_required
def database_away(request):
    raise OperationalError("could not connect to server") from Exception("no answer")


@login_not_required
def too_slow(request):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 20; SELECT pg_sleep(5)")


@login_not_required
def broken_rule(request):
    raise DatabaseError("a rule of the database")


@login_not_required
def forbidden(request):
    raise PermissionDenied("front.see_kept_form")


@login_not_required
def takes_anything(request):
    return HttpResponse(f"{len(request.POST)} fields")


urlpatterns = [
    path("test/broken/", broken),
    path("test/database-away/", database_away),
    path("test/too-slow/", too_slow),
    path("test/broken-rule/", broken_rule),
    path("test/forbidden/", forbidden),
    path("test/anything/", takes_anything),
    *portal.urlpatterns,
]
