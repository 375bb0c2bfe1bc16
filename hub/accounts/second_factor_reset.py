"""Taking a second factor off an account whose phone is lost."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from hub.accounts import notices
from hub.accounts.models import User
from hub.accounts.sessions import end_sessions
from hub.trail.record import record


class ResetRefused(Exception):
    """A rule says no. The message can be shown as it stands."""


def has_one(user):
    """Is there anything to reset: an app, a passkey, or recovery codes left over?"""
    return Authenticator.objects.filter(user=user).exists()


@transaction.atomic
def reset(*, user, by, reason) -> int:
    """Remove authenticator app, passkeys and recovery codes; returns how many there were.

    The person sets up a new one at the next sign-in when their roles ask for it, is signed out
    everywhere, and is told by e-mail. Raises ResetRefused for oneself and when there is nothing.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.pk == by.pk:
        raise ResetRefused("You cannot reset your own second factor. Ask another manager.")
    count, _ = Authenticator.objects.filter(user=user).delete()
    if not count:
        raise ResetRefused(f"{user} has no second factor.")
    entry = record("lost second factor", user, by=by, reason=reason)
    end_sessions(user=user, by=by)
    notices.second_factor_reset(user, entry)
    return count
