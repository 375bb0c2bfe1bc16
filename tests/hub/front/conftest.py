"""A client for which an error is an answer, and addresses that fail."""

import pytest
from django.test import Client


@pytest.fixture
def visitor(db, settings):
    """Somebody signed out; errors of views become pages, as in production."""
    settings.ROOT_URLCONF = "tests.hub.front.urls"
    return Client(raise_request_exception=False)
