"""Tokens end with the account, and with the last role."""

from hub.accounts.leaving import on_role_ended
from hub.api import tokens


@on_role_ended
def revoke_tokens(*, user, grant, by):
    """A token is worth no more than a role. Each request asks anew as well (authentication.py)."""
    if not user.live_roles:
        tokens.revoke_all(user, by=by, reason="The last role has ended.")
