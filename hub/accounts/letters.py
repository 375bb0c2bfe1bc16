"""The e-mails about accounts, with made-up people, for the pages that show them to staff."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from hub.accounts.sign_in_mail import CHANGES, TEMPLATES, site_link
from hub.messaging.letters import letter

_OCCASIONS = {
    "account_already_exists": (
        "Account exists already",
        "Somebody signs up with an address that has an account.",
    ),
    "email_confirmation": (
        "Code to confirm an address",
        "Somebody signs up, or changes their e-mail address.",
    ),
    "login_code": ("Sign-in code", "Somebody asks for a code instead of typing a password."),
    "password_reset_code": ("Code to set a new password", "Somebody has forgotten their password."),
    "unknown_account": (
        "No account with this address",
        "Somebody asks for a code for an address that has no account.",
    ),
}
_CHANGE_NAMES = {
    "email_changed": "e-mail address changed",
    "password_changed": "password changed",
    "password_reset": "new password by code",
    "password_set": "password set",
    "recovery_codes_generated": "recovery codes made",
    "totp_activated": "authenticator app added",
    "totp_deactivated": "authenticator app taken off",
    "webauthn_added": "passkey added",
    "webauthn_removed": "passkey taken off",
}


def _of_signing_in():
    return {
        "code": "BCDF-GHJK",
        "minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60,
        "sign_in_url": site_link("account_login"),
        "sign_up_url": site_link("account_signup"),
        "password_url": site_link("account_reset_password"),
    }


def _of_a_change(occasion):
    return lambda: {
        "what": CHANGES[occasion],
        "at": timezone.now(),
        "address": "203.0.113.7",
        "device": "Firefox on Windows",
        "password_url": site_link("account_reset_password"),
    }


def _of_an_invitation():
    return {
        "role": "Music lead (Oakfield Primary School)",
        "inviter": "Mary Manager",
        "link": f"{settings.SITE_URL}/invitation/made-up/",
        "expires_at": timezone.now() + timedelta(days=7),
    }


for occasion, (name, when) in _OCCASIONS.items():
    letter(TEMPLATES[occasion], name=name, when=when, sample=_of_signing_in)
for occasion, name in _CHANGE_NAMES.items():
    letter(
        "account/email/security_change",
        name=f"Change to signing in: {name}",
        when=CHANGES[occasion],
        sample=_of_a_change(occasion),
    )
letter(
    "people/email/invitation",
    name="Invitation",
    when="Somebody is invited to take up a role.",
    sample=_of_an_invitation,
)
letter(
    "people/email/invitation_moved",
    name="Invitation goes on at another school",
    when="A school has closed, another follows it, and an invitation is still open.",
    sample=lambda: {
        "role": "Music lead (Oakfield Academy)",
        "new": "Oakfield Academy",
        "expires_at": timezone.now() + timedelta(days=7),
    },
)
letter(
    "people/email/role_ended",
    name="Role ended",
    when="A role of somebody is ended before its last day.",
    sample=lambda: {"role": "Music lead (Oakfield Primary School)"},
)
letter(
    "people/email/role_moved",
    name="Role goes on at another school",
    when="A school has closed, another follows it, and the role goes along.",
    sample=lambda: {
        "role": "Music lead (Oakfield Academy)",
        "old": "Oakfield Primary School",
        "new": "Oakfield Academy",
    },
)
letter(
    "people/email/account_closed",
    name="Account closed",
    when="An account is deactivated.",
    sample=dict,
)
letter(
    "people/email/account_reopened",
    name="Account open again",
    when="A deactivated account is opened again.",
    sample=dict,
)
letter(
    "people/email/second_factor_reset",
    name="Second step reset",
    when="Somebody lost their phone, and the hub took the second step off their account.",
    sample=dict,
)
