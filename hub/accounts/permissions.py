"""Who may see and change accounts and roles (security.md: user roles, school membership)."""

from django.db.models import Q

from hub.accounts.choices import SCHOOL_ROLES, Role
from hub.accounts.models import RoleGrant
from hub.permissions import EVERYTHING, NOTHING, right

_APPOINTERS = (Role.MANAGER, Role.ADMIN)


@right("accounts.see_people")
def see_people(user):
    """The page of people and roles: managers, administrators, officers; heads and leads."""
    if user.has_role(*_APPOINTERS, Role.OFFICER, Role.HEAD, Role.LEAD):
        return EVERYTHING
    return NOTHING


@right("accounts.see_account")
def see_account(user):
    """Managers and administrators see every account; officers those of schools; heads and leads
    their school's; everybody their own.
    """
    if user.has_role(*_APPOINTERS):
        return EVERYTHING
    schools = user.scope_ids("school", Role.HEAD, Role.LEAD)
    at_schools = Q(role__in=sorted(SCHOOL_ROLES)) if user.has_role(Role.OFFICER) else NOTHING
    if schools:
        at_schools |= Q(school__in=schools)
    if at_schools == NOTHING:
        return Q(pk=user.pk)
    # One's own account by one's own roles: asked beside them, it would scan every account.
    seen = Q(user=user) | (at_schools & Q(ended_at__isnull=True))
    return Q(pk__in=RoleGrant.objects.filter(seen).values("user"))


@right("accounts.see_grant")
def see_grant(user):
    """Managers and administrators see every role, officers those at schools, heads and leads
    their school's, each their own.
    """
    return _seen_roles(user) | Q(user=user)


@right("accounts.change_grant")
def change_grant(user):
    """Managers and administrators change anybody's roles but their own; heads their school's."""
    return _managed_roles(user) & ~Q(user=user)


@right("accounts.see_invitation")
def see_invitation(user):
    """Who sees a role sees the invitations to it, and each what they sent."""
    return _seen_roles(user) | Q(invited_by=user)


@right("accounts.change_invitation")
def change_invitation(user):
    """Who may change a role may withdraw or resend an invitation to it, and so may its sender."""
    return _managed_roles(user) | Q(invited_by=user)


@right("accounts.close_account")
def close_account(user):
    """Managers and administrators deactivate and reactivate accounts, never their own."""
    return ~Q(pk=user.pk) if user.has_role(*_APPOINTERS) else NOTHING


@right("accounts.reset_second_factor")
def reset_second_factor(user):
    """Managers and administrators, for somebody whose phone is lost; heads, for those who have
    every role of theirs at the head's school; nobody their own.
    """
    if user.has_role(*_APPOINTERS):
        return ~Q(pk=user.pk)
    schools = user.scope_ids("school", Role.HEAD)
    if not schools:
        return NOTHING
    held = RoleGrant.objects.filter(ended_at__isnull=True)
    # A lead who is a tutor or a parent too has more behind the second factor than the school.
    elsewhere = held.exclude(school__in=schools)
    here = Q(pk__in=held.filter(school__in=schools).values("user"))
    return here & ~Q(pk__in=elsewhere.values("user")) & ~Q(pk=user.pk)


@right("accounts.end_sessions")
def end_sessions(user):
    """Managers and administrators sign other people out everywhere."""
    return ~Q(pk=user.pk) if user.has_role(*_APPOINTERS) else NOTHING


def roles_seen(user):
    """The roles that this user may see on other people, in the order in which Role lists them."""
    return list(Role) if user.has_role(*_APPOINTERS) else sorted(SCHOOL_ROLES, key=list(Role).index)


def roles_to_give(user):
    """The roles that this user may invite to somewhere, in the order in which Role lists them."""
    if not (user.is_authenticated and user.is_active):
        return []
    if user.has_role(*_APPOINTERS):
        given = set(Role)
    elif user.has_role(Role.HEAD, Role.OFFICER):
        given = SCHOOL_ROLES
    else:
        given = {Role.LEAD} if user.has_role(Role.LEAD) else set()
    return [role for role in Role if role in given]


def invites_without_limit(user):
    """The hub's own people may invite a whole county in a day; people of schools may not."""
    return user.has_role(*_APPOINTERS, Role.OFFICER)


def schools_to_give_at(user, role):
    """Q over schools: where this user may invite somebody to this school role.

    Heads invite to every role of their own school, leads a colleague as lead; officers invite in
    their own regions, or everywhere when they have none.
    """
    if role not in SCHOOL_ROLES or role not in roles_to_give(user):
        return NOTHING
    if user.has_role(*_APPOINTERS):
        return EVERYTHING
    givers = (Role.HEAD, Role.LEAD) if role == Role.LEAD else (Role.HEAD,)
    allowed = Q(pk__in=user.scope_ids("school", *givers))
    if user.has_role(Role.OFFICER):
        regions = [grant.region_id for grant in user.live_grants if grant.role == Role.OFFICER]
        allowed |= EVERYTHING if None in regions else Q(region__in=regions)
    return allowed


def may_give(user, role, school=None):
    """May this user give this role, at this school when it is a school role?"""
    if role not in roles_to_give(user):
        return False
    if role not in SCHOOL_ROLES:
        return True
    at = schools_to_give_at(user, role)
    return school is not None and type(school)._base_manager.filter(at, pk=school.pk).exists()


def _seen_roles(user):
    """Q over grants or invitations by their role and school."""
    if user.has_role(*_APPOINTERS):
        return EVERYTHING
    if user.has_role(Role.OFFICER):
        return Q(role__in=sorted(SCHOOL_ROLES))
    return Q(school__in=user.scope_ids("school", Role.HEAD, Role.LEAD))


def _managed_roles(user):
    if user.has_role(*_APPOINTERS):
        return EVERYTHING
    schools = user.scope_ids("school", Role.HEAD)
    return Q(school__in=schools, role__in=sorted(SCHOOL_ROLES)) if schools else NOTHING
