"""Who of the hub can be given something to do."""

from hub.accounts.choices import Role
from hub.accounts.models import RoleGrant, User

_DO = (Role.OFFICER, Role.TRAINING, Role.ENSEMBLES, Role.MANAGER)


def staff(*, also=None):
    """Accounts in use that hold a role of these today, by name; and ``also``, whatever it holds."""
    held = RoleGrant.objects.live().filter(role__in=_DO).values("user")
    found = User.objects.filter(is_active=True, pk__in=held)
    if also is not None:
        found = found | User.objects.filter(pk=also)
    return found.order_by("name", "pk")
