"""Who may see the school directory and a school's record (security.md: school directory facts)."""

from django.db.models import Q

from hub.accounts.choices import SCHOOL_ROLES, STAFF_ROLES, Role
from hub.permissions import EVERYTHING, NOTHING, right


@right("schools.see_school")
def see_school(user):
    """Staff, tutors and leaders see every school; schools and trusts their own."""
    if user.has_role(*STAFF_ROLES, Role.TUTOR, Role.LEADER):
        return EVERYTHING
    own = user.scope_ids("school", *SCHOOL_ROLES)
    trusts = user.scope_ids("trust", Role.TRUST)
    if own or trusts:
        return Q(pk__in=own) | Q(trust__in=trusts)
    return NOTHING
