"""/api/v1/me: who is asking."""

import pytest
from django.utils import timezone

from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory


@pytest.mark.parametrize("path", ["/api/v1/me", "/api/v1/me/"])
def test_me_says_who_asks_and_which_roles_hold_today(path, token_for):
    school = SchoolFactory(name="St Alban's")
    lead = make_user("lead", scope={"school": school})
    assert token_for(lead).get(path).json() == {
        "id": lead.pk,
        "name": lead.name,
        "email": lead.email,
        "roles": [
            {
                "role": "lead",
                "title": "School music lead",
                "scope": {"kind": "school", "id": school.pk, "name": "St Alban's"},
                "starts_on": timezone.localdate().isoformat(),
                "ends_on": None,
            }
        ],
    }


def test_a_role_without_a_place_has_no_scope(token_for, carer):
    assert token_for(carer).get("/api/v1/me").json()["roles"][0]["scope"] is None


def test_a_signed_in_browser_is_known_too(client, carer):
    client.force_login(carer)
    assert client.get("/api/v1/me").json()["id"] == carer.pk


def test_somebody_signed_out_gets_401_and_is_told_how_to_sign_in(client, db):
    response = client.get("/api/v1/me")
    assert (response.status_code, response["WWW-Authenticate"], response.json()) == (
        401,
        'Bearer realm="api"',
        {
            "type": "about:blank",
            "title": "Unauthorized",
            "status": 401,
            "detail": "Authentication credentials were not provided.",
        },
    )
