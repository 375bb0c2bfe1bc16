"""Who may change what the portal knows of places."""

from hub.accounts.choices import Role
from hub.permissions import EVERYTHING, NOTHING, right


@right("geography.set_boundaries")
def set_boundaries(user):
    """Managers and administrators say which boundaries the maps show."""
    return EVERYTHING if user.has_role(Role.MANAGER, Role.ADMIN) else NOTHING
