"""Who may change the hub's own settings (security.md: settings)."""

from hub.accounts.choices import Role
from hub.permissions import EVERYTHING, NOTHING, right


@right("policy.change_settings")
def change_settings(user):
    """Managers and administrators."""
    return EVERYTHING if user.has_role(Role.MANAGER, Role.ADMIN) else NOTHING


@right("policy.change_rules")
def change_rules(user):
    """Managers and administrators set the hub's rules of practice."""
    return change_settings(user)
