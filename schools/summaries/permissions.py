"""Who may know where summaries are published, and say so."""

from django.db.models import Q

from hub.accounts.choices import SCHOOL_ROLES, STAFF_ROLES, Role
from hub.permissions import EVERYTHING, NOTHING, right
from schools.models import PlanVersion


@right("schools.see_published_address")
def see_published_address(user):
    """Where a school's summary stands and how the check went: hub staff but editors, its people."""
    if user.has_role(*STAFF_ROLES - {Role.EDITOR}):
        return EVERYTHING
    own = user.scope_ids("school", *SCHOOL_ROLES)
    return Q(school__in=own) if own else NOTHING


@right("schools.report_plan")
def report_plan(user):
    """The summary as a report: of published plans managers and officers, of their own leads and
    heads. Whether the whole plan goes with it is asked of the plan.
    """
    own = user.scope_ids("school", Role.LEAD, Role.HEAD)
    if user.has_role(Role.MANAGER, Role.OFFICER):
        published = PlanVersion.objects.values("school")
        return Q(pk__in=published) | Q(pk__in=own) if own else Q(pk__in=published)
    return Q(pk__in=own) if own else NOTHING
