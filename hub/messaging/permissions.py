"""Who may see messages (security.md: settings, templates of e-mails)."""

from hub.accounts.choices import Role
from hub.permissions import EVERYTHING, NOTHING, right


@right("messaging.see_message")
def see_message(user):
    """Managers and administrators see what the portal sent and what did not arrive."""
    return EVERYTHING if user.has_role(Role.MANAGER, Role.ADMIN) else NOTHING
