"""Who says which instruments the hub offers. Everybody may read them."""

from hub.accounts.choices import Role
from hub.permissions import EVERYTHING, NOTHING, right


@right("music.set_instruments")
def set_instruments(user):
    """Managers and the office keep the list of instruments; tutors and families choose from it."""
    return EVERYTHING if user.has_role(Role.MANAGER, Role.OFFICE) else NOTHING
