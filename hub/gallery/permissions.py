"""Who may look at the gallery of components. In a demonstration the page asks nobody."""

from hub.accounts.choices import Role
from hub.permissions import EVERYTHING, NOTHING, right


@right("gallery.see")
def see(user):
    """Those who shape the pages: managers, administrators and editors."""
    if user.has_role(Role.MANAGER, Role.ADMIN, Role.EDITOR):
        return EVERYTHING
    return NOTHING
