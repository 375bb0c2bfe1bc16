"""Who reads and who writes the hub's pages."""

from hub.accounts.choices import Role
from hub.permissions import EVERYTHING, NOTHING, right


@right("content.see_page", public=EVERYTHING)
def see_page(user):
    """Everybody reads them, signed in or not."""
    return EVERYTHING


@right("content.change_page")
def change_page(user):
    """Managers and editors write them."""
    return EVERYTHING if user.has_role(Role.MANAGER, Role.EDITOR) else NOTHING
