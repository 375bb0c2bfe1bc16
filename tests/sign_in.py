"""Signed in for tests, without the pages of it."""

from allauth.account.internal.flows.login import record_authentication
from django.test import RequestFactory


def sign_in(client, user):
    """Sign the user in on this test client, just now: no page asks to confirm who they are."""
    client.force_login(user, "hub.accounts.backend.SignInBackend")
    request = RequestFactory().get("/")
    request.session = client.session
    record_authentication(request, user, "password", reauthenticated=True)
    request.session.save()
    return client
