"""Who may see and change accounts and roles (security.md: user roles, school membership)."""

from django.db.models import Q

from hub.accounts.choices import SCHOOL_ROLES, Role
from hub.permissions import EVERYTHING, NOTHING, right


@right("accounts.see_account")
def see_account(user):
    """Managers and administrators see every account; heads and leads their school's."""
    if user.has_role(Role.MANAGER, Role.ADMIN):
        return EVERYTHING
    own = Q(pk=user.pk)
    schools = user.scope_ids("school", Role.HEAD, Role.LEAD)
    if schools:
        return own | Q(grants__school__in=schools, grants__ended_at__isnull=True)
    return own


@right("accounts.see_grant")
def see_grant(user):
    """Managers and administrators see every role, heads and leads their school's, each own."""
    if user.has_role(Role.MANAGER, Role.ADMIN):
        return EVERYTHING
    return Q(user=user) | Q(school__in=user.scope_ids("school", Role.HEAD, Role.LEAD))


@right("accounts.change_grant")
def change_grant(user):
    """Managers and administrators change anybody's roles but their own; heads their school's."""
    if user.has_role(Role.MANAGER, Role.ADMIN):
        return EVERYTHING & ~Q(user=user)
    schools = user.scope_ids("school", Role.HEAD)
    if not schools:
        return NOTHING
    return Q(school__in=schools, role__in=sorted(SCHOOL_ROLES)) & ~Q(user=user)


@right("accounts.see_staff")
def see_staff(user):
    """The list of people and roles: managers and administrators, and heads for their school."""
    if user.has_role(Role.MANAGER, Role.ADMIN, Role.HEAD):
        return EVERYTHING
    return NOTHING
