"""Who keeps the list of venues. Everybody may read it."""

from hub.accounts.choices import Role
from hub.permissions import EVERYTHING, NOTHING, right


@right("venues.set_venues")
def set_venues(user):
    """Managers, administrators, the office and those of training and ensembles keep the list."""
    keepers = (Role.MANAGER, Role.ADMIN, Role.OFFICE, Role.TRAINING, Role.ENSEMBLES)
    return EVERYTHING if user.has_role(*keepers) else NOTHING
