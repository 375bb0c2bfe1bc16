"""Tokens end with the account, and with the last role."""

import pytest

from hub.accounts import closure, roles
from hub.trail.models import Entry
from tests.factories.accounts import make_user


@pytest.fixture
def lead(db):
    return make_user("lead", "carer")


def test_deactivating_an_account_revokes_its_tokens(lead, manager, token_for):
    client = token_for(lead)
    closure.deactivate(user=lead, by=manager, reason="Left the school")
    client.token.refresh_from_db()
    assert (client.token.is_live, client.get("/api/v1/me").status_code) == (False, 401)


def test_the_last_role_takes_the_tokens_along_and_not_the_one_before(lead, manager, token_for):
    client = token_for(lead)
    states = []
    for grant in lead.grants.all():
        roles.end(grant=grant, by=manager)
        client.token.refresh_from_db()
        states.append(client.token.is_live)
    assert states == [True, False]


def test_who_ended_the_role_stands_on_the_trail_as_who_revoked(lead, manager, token_for):
    token = token_for(lead).token
    closure.deactivate(user=lead, by=manager, reason="Left the school")
    assert Entry.objects.about(token).get(action="revoked").actor_id == manager.pk
