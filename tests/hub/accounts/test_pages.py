"""Every page of signing in can be drawn, and says what it should to whom it should."""

import pytest
from django.urls import reverse

PUBLIC = [
    "account_login",
    "account_signup",
    "account_request_login_code",
    "account_reset_password",
    "account_password_reset_completed",
    "account_inactive",
]
OWN = [
    "account_home",
    "account_profile",
    "account_email",
    "account_change_password",
    "account_logout",
    "mfa_index",
    "usersessions_list",
]


@pytest.mark.parametrize("name", PUBLIC)
def test_anybody_opens_the_page(client, db, name):
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", OWN)
def test_its_owner_opens_the_page(client, member, name):
    client.force_login(member)
    assert client.get(reverse(name)).status_code == 200
