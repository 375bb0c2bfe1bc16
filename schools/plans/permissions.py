"""Who may do what with development plans (security.md: development plan draft and published)."""

from django.db.models import F, Q

from hub.accounts.choices import SCHOOL_ROLES, STAFF_ROLES, Role
from hub.permissions import EVERYTHING, NOTHING, right


def _own(user, field):
    """Rows of the schools that this user leads music at or heads."""
    own = user.scope_ids("school", Role.LEAD, Role.HEAD)
    return Q(**{f"{field}__in": own}) if own else NOTHING


@right("schools.see_plan")
def see_plan(user):
    """The whole plan is its school's lead's and head's; an officer's once they share it."""
    if user.has_role(Role.OFFICER):
        return _own(user, "school") | Q(shared_at__isnull=False)
    return _own(user, "school")


@right("schools.write_plan")
def write_plan(user):
    """Leads and heads write, agree, publish and review the plans of their school."""
    return _own(user, "school")


@right("schools.begin_plan")
def begin_plan(user):
    """Leads and heads begin plans of their school."""
    return _own(user, "pk")


@right("schools.see_plan_status")
def see_plan_status(user):
    """How far a school's plan is: hub staff but editors, and the school's own people."""
    if user.has_role(*STAFF_ROLES - {Role.EDITOR}):
        return EVERYTHING
    own = user.scope_ids("school", *SCHOOL_ROLES)
    return Q(pk__in=own) if own else NOTHING


#: Of each plan what was published last: the newest year and those before it.
_STANDS = Q(number=F("plan__version"))


@right("schools.see_plan_version", public=_STANDS)
def see_plan_version(user):
    """What each year's plan has published last is everybody's; what stood before, the school's and
    hub staff's.

    So a school that corrects what it should not have published takes it from the public.
    """
    if user.has_role(*STAFF_ROLES):
        return EVERYTHING
    return _STANDS | _own(user, "school")
