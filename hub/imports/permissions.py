"""Who may bring tables along (security.md: import). Each importer has a right of its own."""

from django.db.models import Q

from hub.accounts.choices import Role
from hub.imports import registry
from hub.permissions import EVERYTHING, NOTHING, may, right


@right("imports.bring_file")
def bring_file(user):
    """Whoever holds the right of at least one importer may open the pages of imports."""
    held = any(may(user, each.right) for each in registry.registered())
    return EVERYTHING if held else NOTHING


@right("imports.see_import")
def see_import(user):
    """Managers and administrators see every import, others their own of kinds they may use."""
    if user.has_role(Role.MANAGER, Role.ADMIN):
        return EVERYTHING
    return Q(requested_by=user) & _of_kinds(user)


@right("imports.take_in")
def take_in(user):
    """Say yes or no to an import: who may see it and holds the right of its kind."""
    return see_import(user) & _of_kinds(user)


def _of_kinds(user):
    return Q(key__in=[each.key for each in registry.open_to(user)])
