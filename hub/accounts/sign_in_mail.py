"""The e-mails of signing in: a code, an answer to who asked for one, news of a change.

Subjects and previews hold no name and no code. Links begin with the configured SITE_URL, never
with the Host of a request (T18).
"""

import uuid

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from hub.accounts.devices import device
from hub.policy.current import hub_settings

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
    """Send the e-mail of an occasion (a key of TEMPLATES) to an address."""
    _send(
        TEMPLATES[occasion],
        to=to,
        user=user,
        context={
            "code": code,
            "minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60,
            "sign_in_url": site_link("account_login"),
            "sign_up_url": site_link("account_signup"),
            "password_url": site_link("account_reset_password"),
        },
    )


def notify(occasion, *, user, to, address, user_agent):
    """Tell somebody what changed about their signing in, when, and from where."""
    _send(
        "account/email/security_change",
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


def _send(template, *, to, user, context):
    context = context | {"hub": hub_settings()}
    mail = EmailMultiAlternatives(
        render_to_string(f"{template}.subject.txt", context).strip(),
        render_to_string(f"{template}.txt", context),
        to=[to],
        headers={"X-Hub-Key": f"sign-in:{uuid.uuid4()}"},
    )
    mail.attach_alternative(render_to_string(f"{template}.html", context), "text/html")
    mail.send()
