"""The e-mails of signing in: a code, an answer to who asked for one, news of a change.

Subjects and previews hold no name and no code. Links begin with the configured SITE_URL, never
with the Host of a request (T18).
"""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from hub.accounts.devices import device
from hub.messaging.outbox import queue

#: allauth's occasion and the template of ours that goes out.
TEMPLATES = {
    "account_already_exists": "account/email/account_already_exists",
    "email_confirmation": "account/email/verify_address",
    "email_confirmation_signup": "account/email/verify_address",
    "login_code": "account/email/sign_in_code",
    "password_reset_code": "account/email/password_code",
    "unknown_account": "account/email/unknown_account",
}
CHANGES = {
    "email_changed": "Your account has another e-mail address now.",
    "password_changed": "Your password was changed.",
    "password_reset": "A new password was set, with a code that we had sent to you.",
    "password_set": "A password was set for your account.",
    "recovery_codes_generated": "New recovery codes were made. The old ones no longer work.",
    "totp_activated": "An authenticator app was added to your account.",
    "totp_deactivated": "The authenticator app was taken off your account.",
    "webauthn_added": "A passkey was added to your account.",
    "webauthn_removed": "A passkey was taken off your account.",
}


def send(occasion, *, to, user=None, code=""):
    """Queue the e-mail of an occasion (a key of TEMPLATES) to an address."""
    good_for = timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
    queue(
        template=TEMPLATES[occasion],
        to=to,
        user=user,
        context={
            "code": code,
            "minutes": int(good_for.total_seconds() // 60),
            "sign_in_url": site_link("account_login"),
            "sign_up_url": site_link("account_signup"),
            "password_url": site_link("account_reset_password"),
        },
        is_secret=True,
        # A code that comes too late only puzzles whoever reads it.
        useless_after=timezone.now() + good_for if code else None,
    )


def notify(occasion, *, user, to, address, user_agent):
    """Tell somebody what changed about their signing in, when, and from where."""
    queue(
        template="account/email/security_change",
        to=to,
        user=user,
        context={
            "what": CHANGES[occasion],
            "at": timezone.now(),
            "address": address,
            "device": device(user_agent),
            "password_url": site_link("account_reset_password"),
        },
    )


def site_link(url_name):
    """The full address of a page."""
    return settings.SITE_URL + reverse(url_name)
