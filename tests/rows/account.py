"""Signing in, and one's own account."""

import uuid

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from hub.accounts.choices import SECOND_FACTOR_ROLES, Role
from hub.api import tokens
from tests.answers import (
    FORM,
    ONWARD,
    PUBLIC,
    SIGN_IN_FORM,
    Row,
    each_their_own,
    everybody,
    only,
    page,
    signed_in,
)


def session_of(user):
    row = UserSession.objects.create(user=user, ip="127.0.0.1", session_key=uuid.uuid4().hex)
    return {"pk": row.pk}


def _passkey_of(user):
    row = Authenticator.objects.create(user=user, type="webauthn", data={"name": "Phone"})
    return {"pk": row.pk}


def _token_of(user):
    token, _ = tokens.make(name="Script", scope="read", lifetime=30, by=user)
    return {"pk": token.pk}


ROWS = {
    "account_login": SIGN_IN_FORM,
    "account_signup": SIGN_IN_FORM,
    "account_request_login_code": SIGN_IN_FORM,
    # Without a code that was asked for, a second step or a passkey there is nothing to do.
    "account_confirm_login_code": ONWARD,
    "mfa_authenticate": ONWARD,
    "mfa_trust": ONWARD,
    "mfa_login_webauthn": ONWARD,
    "account_inactive": PUBLIC,
    "account_email_verification_sent": ONWARD,
    "account_reset_password": Row(everybody(200), everybody(422)),
    "account_confirm_password_reset_code": ONWARD,
    "account_complete_password_reset": ONWARD,
    "account_password_reset_completed": PUBLIC,
    "account_home": page(signed_in(200)),
    "account_profile": FORM,
    "account_logout": Row(signed_in(200), everybody(302)),
    "account_email": Row(signed_in(200), everybody(302)),
    "account_stay": Row(signed_in(405), signed_in(200)),
    "account_change_password": FORM,
    "account_set_password": ONWARD,
    "account_reauthenticate": FORM,
    "mfa_reauthenticate": FORM,
    "mfa_reauthenticate_webauthn": ONWARD,  # for those with a passkey
    "mfa_index": page(signed_in(200)),
    "mfa_activate_totp": ONWARD,
    # Whose role requires a second step keeps the last one.
    "mfa_deactivate_totp": Row(signed_in(200), only(*SECOND_FACTOR_ROLES, answer=422, others=302)),
    "mfa_add_webauthn": FORM,
    "mfa_edit_webauthn": Row(signed_in(200), signed_in(422), signed_in(404), signed_in(404)),
    "mfa_remove_webauthn": Row(signed_in(200), everybody(302), signed_in(404), signed_in(404)),
    "mfa_generate_recovery_codes": Row(signed_in(200), everybody(302)),
    "mfa_view_recovery_codes": ONWARD,  # until codes have been made
    "usersessions_list": Row(signed_in(200), everybody(302)),
    "account_end_session": Row(signed_in(405), everybody(302), signed_in(405), signed_in(404)),
    "tokens:list": page(signed_in(200)),
    "tokens:create": Row(only(*Role), only(*Role, answer=422)),
    "tokens:revoke": Row(signed_in(200), everybody(302), signed_in(404), signed_in(404)),
}

OBJECTS = {
    "account_end_session": each_their_own(session_of),
    "mfa_edit_webauthn": each_their_own(_passkey_of),
    "mfa_remove_webauthn": each_their_own(_passkey_of),
    "tokens:revoke": each_their_own(_token_of),
}
