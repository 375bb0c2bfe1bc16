"""Personal tokens: what they open, and everything that ends them."""

import datetime

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from hub.api import tokens
from hub.api.models import AccessToken
from hub.trail.models import Entry
from tests.factories.accounts import make_user


@pytest.fixture
def lead(db):
    return make_user("lead")


def test_only_the_hash_of_a_token_is_kept(lead):
    token, secret = tokens.make(name="Script", scope="read", lifetime=30, by=lead)
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM api_accesstoken t WHERE id = %s", [token.pk])
        row = cursor.fetchone()[0]
    assert (secret in row, token.digest in row, token.prefix) == (False, True, secret[:10])


def test_making_and_revoking_a_token_is_on_the_trail(lead):
    token, _ = tokens.make(name="Script", scope="read", lifetime=30, by=lead)
    tokens.revoke(token, by=lead)
    entries = Entry.objects.about(token).order_by("pk").values_list("action", "actor_id")
    assert list(entries) == [("made", lead.pk), ("revoked", lead.pk)]


def test_revoking_twice_is_written_once(lead):
    token, _ = tokens.make(name="Script", scope="read", lifetime=30, by=lead)
    first = tokens.revoke(token, by=lead).revoked_at
    assert (tokens.revoke(token, by=lead).revoked_at, Entry.objects.about(token).count()) == (
        first,
        2,
    )


def test_nobody_holds_more_than_ten(lead):
    for number in range(tokens.MOST):
        tokens.make(name=f"Script {number}", scope="read", lifetime=30, by=lead)
    with pytest.raises(tokens.TokenRefused, match="You have 10 tokens"):
        tokens.make(name="One more", scope="read", lifetime=30, by=lead)


def test_a_token_may_follow_one_that_was_revoked(lead):
    for number in range(tokens.MOST):
        last, _ = tokens.make(name=f"Script {number}", scope="read", lifetime=30, by=lead)
    tokens.revoke(last, by=lead)
    tokens.make(name="One more", scope="read", lifetime=30, by=lead)
    assert lead.tokens.live().count() == tokens.MOST


def revoked(client):
    tokens.revoke(client.token, by=client.token.user)


def deactivated(client):
    type(client.token.user).objects.filter(pk=client.token.user_id).update(is_active=False)


def without_a_role(client):
    client.token.user.grants.update(ended_at=timezone.now())


def past_its_last_moment(client):
    AccessToken.objects.filter(pk=client.token.pk).update(
        created_at=timezone.now() - datetime.timedelta(days=2),
        expires_at=timezone.now() - datetime.timedelta(days=1),
    )


def misspelt(client):
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {client.secret[:-1]}")


def not_ascii(client):
    client.credentials(HTTP_AUTHORIZATION="Bearer caf\xe9-caf\xe9-caf\xe9-caf\xe9")


def empty(client):
    client.credentials(HTTP_AUTHORIZATION="Bearer")


ENDS = [
    revoked,
    deactivated,
    without_a_role,
    past_its_last_moment,
    misspelt,
    not_ascii,
    empty,
]


@pytest.mark.parametrize("end", ENDS)
def test_a_dead_token_answers_401_even_to_somebody_signed_in(end, lead, token_for):
    client = token_for(lead)
    assert client.get("/api/v1/me").status_code == 200
    end(client)
    client.force_login(make_user("manager"))
    response = client.get("/api/v1/me")
    assert (response.status_code, response["Content-Type"]) == (401, "application/problem+json")


def test_a_token_that_reads_only_changes_nothing(lead, token_for):
    response = token_for(lead).post("/api/v1/me", {}, format="json")
    assert (response.status_code, response.json()["detail"]) == (403, "This token can read only.")


def test_a_token_that_writes_gets_as_far_as_the_resource(lead, token_for):
    assert token_for(lead, scope="write").post("/api/v1/me", {}, format="json").status_code == 405


def test_the_last_use_is_written_once_a_minute(lead, token_for):
    client = token_for(lead)
    start = timezone.now()
    uses = []
    for seconds in (0, 30, 61):
        with time_machine.travel(start + datetime.timedelta(seconds=seconds), tick=False):
            client.get("/api/v1/me")
        client.token.refresh_from_db()
        uses.append((client.token.last_used_at - start).total_seconds())
    assert uses == [0, 0, 61]


def test_wrong_tokens_are_limited_by_address_and_right_ones_are_not(lead, token_for, client):
    good = token_for(lead)
    wrong = {"HTTP_AUTHORIZATION": "Bearer mhp_" + "x" * 43}
    statuses = [client.get("/api/v1/me", **wrong).status_code for _ in range(61)]
    assert (statuses, good.get("/api/v1/me").status_code) == ([401] * 60 + [429], 200)


def test_the_secret_is_in_no_log_record(lead, token_for, caplog):
    client = token_for(lead)
    client.get("/api/v1/me")
    client.get("/api/v1/nothing")
    tokens.revoke(client.token, by=lead)
    client.get("/api/v1/me")
    assert client.secret not in caplog.text
