"""Who may read the trail (security.md: trail)."""

from hub.accounts.choices import Role
from hub.permissions import EVERYTHING, NOTHING, right


@right("trail.see_entry")
def see_entry(user):
    """Managers and administrators read the trail; nobody changes it."""
    return EVERYTHING if user.has_role(Role.MANAGER, Role.ADMIN) else NOTHING
