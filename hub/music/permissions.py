"""Who says which instruments the hub offers. Everybody may read them."""

from hub.accounts.choices import Role
from hub.permissions import EVERYTHING, NOTHING, right


@right("music.set_instruments")
def set_instruments(user):
    """Managers, administrators and the office keep the list; others choose from it."""
    return EVERYTHING if user.has_role(Role.MANAGER, Role.ADMIN, Role.OFFICE) else NOTHING
