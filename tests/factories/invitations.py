"""Invitations that are under way."""

from hub.accounts import invitations
from hub.accounts.sign_up import confirm_address
from tests.factories.accounts import make_user


def invitee(*roles, **fields):
    """An account whose address is proven, so that it can accept an invitation."""
    user = make_user(*roles, **fields)
    confirm_address(user=user)
    return user


def invite(email, role, by, **place):
    """An Invitation with ``token``, which stands nowhere else."""
    invitation, link = invitations.invite(email=email, role=role, by=by, **place)
    invitation.token = link.rstrip("/").rpartition("/")[2]
    return invitation
