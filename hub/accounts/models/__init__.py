"""Accounts, the roles that they hold, and the invitations to them."""

from hub.accounts.models.invitation import Invitation
from hub.accounts.models.roles import RoleGrant, User

__all__ = ["Invitation", "RoleGrant", "User"]
