"""The bare Django view that pages are measured beside: no middleware, no database, no template."""

import secrets

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["127.0.0.1"],
    SECRET_KEY=secrets.token_urlsafe(48),
    MIDDLEWARE=[],
)
urlpatterns = [path("", lambda request: HttpResponse("<!doctype html><title>Bare</title>"))]
application = get_wsgi_application()
