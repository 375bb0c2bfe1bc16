"""What follows from what allauth does: the carer's role, the trail, the end of other sessions."""

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

from hub.accounts.sessions import SIGNED_OUT_BECAUSE, end_sessions
from hub.accounts.sign_up import forget_password, welcome_carer
from hub.trail.record import record

_WORDS = {
    Authenticator.Type.TOTP: "authenticator app",
    Authenticator.Type.WEBAUTHN: "passkey",
    Authenticator.Type.RECOVERY_CODES: "recovery codes",
}


@receiver(account.email_confirmed)
def make_a_carer_of_who_signed_up(sender, request, email_address, **kwargs):
    """A first address proven by somebody who has never signed in: they came by themselves.

    The code of signing up is asked for in the browser that chose the password. Who proves the
    address in another way may be somebody else than who chose it.
    """
    user = email_address.user
    if user.last_login is not None:
        return
    if request.resolver_match.url_name != "account_email_verification_sent":
        forget_password(user=user)
    welcome_carer(user=user)


@receiver(user_logged_in)
def forget_why_the_last_session_ended(sender, request, user, **kwargs):
    request.session.pop(SIGNED_OUT_BECAUSE, None)


@receiver([account.password_changed, account.password_set, account.password_reset])
def end_sessions_with_the_old_password(sender, request, user, **kwargs):
    """All of them, this one too: whoever knows the new password signs in with it."""
    record("changed password", user, by=user, fields=["password"])
    end_sessions(user=user, by=user)


@receiver(account.email_changed)
def put_the_new_address_on_the_trail(sender, request, user, from_email_address, **kwargs):
    if from_email_address is None:
        return  # the first one: that is signing up
    record("changed e-mail address", user, by=user, fields=["email"])


@receiver(mfa.authenticator_added)
def factor_added(sender, request, user, authenticator, **kwargs):
    _factor_changed("added", request, user, authenticator)


@receiver(mfa.authenticator_reset)
def factor_renewed(sender, request, user, authenticator, **kwargs):
    _factor_changed("renewed", request, user, authenticator)


@receiver(mfa.authenticator_removed)
def factor_removed(sender, request, user, authenticator, **kwargs):
    _factor_changed("removed", request, user, authenticator)


def _factor_changed(action, request, user, authenticator):
    record(f"{action} {_WORDS[authenticator.type]}", user, by=user, fields=["second factor"])
    end_sessions(user=user, by=user, keep=request.session.session_key)
