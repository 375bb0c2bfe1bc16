"""Callers of the API."""

import pytest
from rest_framework.test import APIClient

from hub.api import tokens


@pytest.fixture
def token_for(db):
    """A function: a client that calls with a new personal token of this user's."""

    def make(user, scope="read", **fields):
        token, secret = tokens.make(
            **{"name": "Script", "scope": scope, "lifetime": 30, **fields}, by=user
        )
        client = APIClient(raise_request_exception=False)
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
        client.token, client.secret = token, secret
        return client

    return make
