"""Signing in with a second step, in tests."""

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hub.accounts.sign_up import confirm_address
from tests.factories.accounts import PASSWORD


def totp(secret, *, steps_ahead=0):
    """The code that an app shows now."""
    counter = int(timezone.now().timestamp()) // 30 + steps_ahead
    return format_hotp_value(hotp_value(secret.replace(" ", ""), counter))


def signed_in(user):
    """A client that signed in with the password just now, as far as that goes."""
    confirm_address(user=user)
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


def second_step(client, code):
    return client.post(reverse("mfa_authenticate"), {"code": code})
