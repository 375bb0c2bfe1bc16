"""Who may look into the engine room (security.md: API schema, health detail)."""

from hub.accounts.choices import Role
from hub.permissions import EVERYTHING, NOTHING, right


@right("platform.see_health")
def see_health(user):
    """Managers and administrators see how the portal itself is doing."""
    return EVERYTHING if user.has_role(Role.MANAGER, Role.ADMIN) else NOTHING
