"""Who may change what the portal knows of places."""

from hub.accounts.choices import Role
from hub.permissions import EVERYTHING, NOTHING, right


@right("geography.set_boundaries")
def set_boundaries(user):
    """Managers and administrators say which boundaries the maps show."""
    return EVERYTHING if user.has_role(Role.MANAGER, Role.ADMIN) else NOTHING


@right("geography.load_postcodes")
def load_postcodes(user):
    """Managers and administrators bring the file of postcodes and see what is loaded."""
    return EVERYTHING if user.has_role(Role.MANAGER, Role.ADMIN) else NOTHING
