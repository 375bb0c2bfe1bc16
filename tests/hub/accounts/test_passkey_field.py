"""What no browser says of a passkey is a wrong code, never a fault."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from tests.hub.accounts.test_second_factor import signed_in

ANSWER = {
    "id": "AAAA",
    "rawId": "AAAA",
    "type": "public-key",
    "response": {"clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA"},
}
HOSTILE = [
    "",
    "null",
    "[]",
    "1" * 5000,
    "[" * 100_000,
    '{"id": 1}',
    '{"id": "\\ud800", "rawId": "\\ud800"}',
    json.dumps(ANSWER),
    json.dumps(ANSWER | {"clientExtensionResults": True}),
    json.dumps(ANSWER | {"response": {"clientDataJSON": "é", "attestationObject": "0"}}),
]


@pytest.mark.parametrize("sent", HOSTILE)
def test_at_signing_in(sent, db):
    client = Client()
    client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    assert client.post(reverse("mfa_login_webauthn"), {"credential": sent}).status_code in {
        302,
        422,
    }
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("sent", HOSTILE)
def test_at_adding_one(sent, member):
    client = signed_in(member)
    client.get(reverse("mfa_add_webauthn"))
    response = client.post(reverse("mfa_add_webauthn"), {"name": "Mine", "credential": sent})
    assert (response.status_code, member.authenticator_set.count()) == (422, 0)
