"""What accounts themselves take back when a role ends: invitations sent, and sessions."""

from hub.accounts import invitations
from hub.accounts.leaving import on_role_ended
from hub.accounts.models import Invitation
from hub.accounts.permissions import may_give
from hub.accounts.sessions import end_sessions


@on_role_ended
def withdraw_what_may_no_longer_be_given(*, user, grant, by):
    """Withdraw invitations that somebody sent and, with the role gone, could not send now."""
    for invitation in Invitation.objects.open().filter(invited_by=user).order_by("pk"):
        if not may_give(user, invitation.role, invitation.school):
            invitations.revoke(invitation=invitation, by=by)


@on_role_ended
def sign_out(*, user, grant, by):
    """End the sessions, unless the person holds the same role elsewhere: the area stays theirs.

    Rights are asked anew by every request; this takes away what is on the screen as well.
    """
    if grant is None or grant.role not in user.live_roles:
        end_sessions(user=user, by=by)
