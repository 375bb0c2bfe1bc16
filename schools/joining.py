"""What follows at a school when somebody takes up a role there."""

from hub.accounts.joining import on_role_taken_up
from schools import handing_over


@on_role_taken_up
def hand_over(*, invitation, grant):
    """Whoever invited their successor has handed over."""
    handing_over.finish(invitation=invitation, successor=grant.user)
