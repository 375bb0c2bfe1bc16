"""Becoming somebody here: addresses that are proven, and the role of those who sign up."""

from allauth.account.models import EmailAddress
from django.db import transaction

from hub.accounts.choices import Role
from hub.accounts.models import RoleGrant, User
from hub.trail.record import record


@transaction.atomic
def confirm_address(*, user):
    """Note that the user's e-mail address is proven, so that signing in asks for no code.

    For those who proved it in another way than a sign-up code: by the link of an invitation.
    """
    address, _ = EmailAddress.objects.get_or_create(user=user, email=user.email.lower())
    if not address.verified:
        address.set_verified()
    if not address.primary:
        address.set_as_primary()
    return address


@transaction.atomic
def welcome_carer(*, user):
    """Make somebody who signed up by themselves a carer. Returns the grant, or None.

    None for whoever has or had a role: they were invited, and only changed their address.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.grants.exists():
        return None
    grant = RoleGrant.objects.create(user=user, role=Role.CARER)
    record("signed up", user, by=user)
    record("granted", grant, by=user, changes={"role": (None, Role.CARER.value)})
    return grant
