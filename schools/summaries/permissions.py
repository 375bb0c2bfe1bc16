"""Who may know where summaries are published, and say so."""

from django.db.models import Q

from hub.accounts.choices import SCHOOL_ROLES, STAFF_ROLES, Role
from hub.permissions import EVERYTHING, NOTHING, right


@right("schools.see_published_address")
def see_published_address(user):
    """Where a school's summary stands and how the check went: hub staff but editors, its people."""
    if user.has_role(*STAFF_ROLES - {Role.EDITOR}):
        return EVERYTHING
    own = user.scope_ids("school", *SCHOOL_ROLES)
    return Q(school__in=own) if own else NOTHING
