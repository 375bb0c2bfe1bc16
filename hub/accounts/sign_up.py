"""Becoming somebody here: addresses that are proven, and the role of those who sign up."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from hub.accounts.choices import Role
from hub.accounts.models import RoleGrant, User
from hub.trail.record import record

#: Who has not proven the address by then has gone away, or never had it.
ABANDONED_AFTER = timedelta(days=7)


def abandoned():
    """Accounts of people who signed up, and in a week have not proven their address."""
    proven = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    return User.objects.filter(
        ~Exists(proven),
        date_joined__lt=timezone.now() - ABANDONED_AFTER,
        last_login__isnull=True,
        grants__isnull=True,
    )


def forget_abandoned():
    """Delete those accounts, so that the address is free for its owner; return how many."""
    return sum(user.delete()[1].get("accounts.User", 0) for user in abandoned()[:1000])


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
def forget_password(*, user):
    """Take away the password of somebody who proved their address otherwise than by signing up.

    Anybody can sign up with somebody else's address and wait: once its owner signs in with a code,
    the password chosen then would open their account.
    """
    if user.has_usable_password():
        user.set_unusable_password()
        user.save(update_fields=["password"])
        record("lost password", user, by=None, fields=["password"])


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
