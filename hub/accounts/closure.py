"""Closing an account and opening it again. Accounts are deactivated, never deleted here."""

from django.db import transaction

from hub.accounts import invitations, leaving, notices
from hub.accounts.models import Invitation, User
from hub.trail.record import record


class ClosureRefused(Exception):
    """A rule says no. The message can be shown as it stands."""


@transaction.atomic
def deactivate(*, user, by, reason) -> User:
    """Nobody signs in with this account from now on; its roles stay written and give nothing.

    Sessions end, and so do invitations that the person sent or has not yet answered, with all that
    the rooms take back (hub/accounts/leaving.py). Raises ClosureRefused for oneself, and when the
    account is closed already.
    """
    # Invitations before the account, in the order in which accepting one locks them.
    to_them = Invitation.objects.open().filter(email=user.email.lower()).order_by("pk")
    waiting = list(to_them.select_for_update(of=("self",)))
    user = User.objects.select_for_update().get(pk=user.pk)
    if by is not None and user.pk == by.pk:
        raise ClosureRefused("You cannot deactivate your own account.")
    if not user.is_active:
        raise ClosureRefused("This account is deactivated already.")
    user.is_active = False
    user.save(update_fields=["is_active"])
    entry = record("deactivated", user, by=by, reason=reason)
    for invitation in waiting:
        invitations.revoke(invitation=invitation, by=by)
    leaving.run_steps(user=user, grant=None, by=by)
    notices.account_closed(user, entry)
    return user


@transaction.atomic
def reactivate(*, user, by, reason) -> User:
    """Let the person sign in again, with the roles whose days are not over.

    Raises ClosureRefused when the account is not deactivated.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.is_active:
        raise ClosureRefused("This account is active already.")
    user.is_active = True
    user.save(update_fields=["is_active"])
    entry = record("reactivated", user, by=by, reason=reason)
    notices.account_reopened(user, entry)
    return user
