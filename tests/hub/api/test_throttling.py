"""Limits: by address, token and user, exact under parallel questions, and with Redis gone."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from hub.api import throttling
from hub.api.models import Tally
from tests.factories.accounts import make_user


@pytest.fixture
def low_limits(monkeypatch):
    """Small numbers, so that a test need not ask hundreds of times."""
    monkeypatch.setattr(throttling.AddressThrottle, "limit", 2)
    monkeypatch.setattr(throttling.TokenThrottle, "limit", 3)
    monkeypatch.setattr(throttling.UserThrottle, "limit", 5)


def statuses(client, times, **headers):
    return [client.get("/api/v1/schema/", **headers).status_code for _ in range(times)]


def test_somebody_signed_out_is_limited_by_address(low_limits, client, db):
    assert statuses(client, 3) == [401, 401, 429]


def test_an_address_that_the_caller_made_up_does_not_help(low_limits, client, db):
    made_up = [
        client.get("/api/v1/me", HTTP_X_FORWARDED_FOR=f"192.0.2.{n}").status_code for n in range(3)
    ]
    assert made_up == [401, 401, 429]


def test_each_token_is_limited_on_its_own_and_all_of_a_person_together(
    low_limits, token_for, manager
):
    first, second = token_for(manager), token_for(manager)
    assert (statuses(first, 4), statuses(second, 2)) == ([200, 200, 200, 429], [200, 429])


def test_too_many_requests_say_how_long_to_wait(low_limits, client, db):
    statuses(client, 2)
    response = client.get("/api/v1/me")
    assert (response.json()["status"], 1 <= int(response["Retry-After"]) <= 60) == (429, True)


def test_limits_hold_with_redis_gone(low_limits, client, db, settings):
    settings.CACHES = {
        **settings.CACHES,
        "fast": {**settings.CACHES["fast"], "LOCATION": "redis://127.0.0.1:1/0"},
    }
    assert statuses(client, 3) == [401, 401, 429]


def test_two_people_do_not_share_a_limit(low_limits, token_for, manager):
    token = token_for(make_user("manager"))
    statuses(token_for(manager), 3)
    assert statuses(token, 1) == [200]


def test_of_many_questions_at_once_none_is_lost(db):
    key = "address:192.0.2.9"

    def on_its_own_connection(act):
        try:
            return act()
        finally:
            connection.close()

    def forget():
        return Tally.objects.filter(key=key).delete()

    with ThreadPoolExecutor(4) as pool:
        ask = [
            pool.submit(on_its_own_connection, lambda: throttling.count(key)[0]) for _ in range(24)
        ]
        counted = sorted(each.result() for each in ask)
        pool.submit(on_its_own_connection, forget).result()  # no test's transaction holds it
    # A minute may end in between; then the second half begins again at one.
    assert counted == list(range(1, 25)) or counted.count(1) == 2
