"""An account for somebody who was invited: the link came by e-mail, so the address is proven."""

from django.db import transaction

from hub.accounts import invitations
from hub.accounts.models import RoleGrant, User
from hub.accounts.sign_up import confirm_address
from hub.trail.record import record


@transaction.atomic
def sign_up(*, token, name, password) -> RoleGrant:
    """Make the account with its verified address, accept the invitation, return the RoleGrant.

    ``password`` has been checked by the form. Raises what ``invitations.accept`` raises, and
    InvitationOver when the address has an account by now.
    """
    # Locked first: of two sign-ups at once the second finds the account instead of a fault.
    invitation = invitations.lock(token)
    invitations.check(invitation)
    if invitations.account_of(invitation) is not None:
        raise invitations.InvitationOver(
            "You have an account already. Sign in, and open the link again."
        )
    user = User.objects.create_user(invitation.email, password, name=name)
    confirm_address(user=user)
    record("signed up", user, by=user)
    return invitations.accept(token=token, by=user)
