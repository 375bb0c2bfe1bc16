"""Who may see and set terms and closures, and who has a private feed."""

from django.db.models import Q

from hub.accounts.choices import SCHOOL_ROLES, STAFF_ROLES, Role
from hub.permissions import EVERYTHING, NOTHING, right


@right("calendar.see_dates")
def see_dates(user):
    """Everybody who is signed in sees the hub's dates; staff, tutors and leaders those of every
    school, people of schools and trusts those of their own.
    """
    if user.has_role(*STAFF_ROLES, Role.TUTOR, Role.LEADER):
        return EVERYTHING
    schools = user.scope_ids("school", *SCHOOL_ROLES)
    trusts = user.scope_ids("trust", Role.TRUST)
    return Q(school__isnull=True) | Q(school__in=schools) | Q(school__trust__in=trusts)


@right("calendar.set_dates")
def set_dates(user):
    """Managers and administrators set the hub's terms and closures."""
    return EVERYTHING if user.has_role(Role.MANAGER, Role.ADMIN) else NOTHING


@right("calendar.set_school_dates")
def set_school_dates(user):
    """A school's own terms and closures: its leads and heads, officers of its region, managers and
    administrators. An officer without a region has all schools, a school without one all officers.
    """
    if user.has_role(Role.MANAGER, Role.ADMIN):
        return EVERYTHING
    held = Q(pk__in=user.scope_ids("school", Role.LEAD, Role.HEAD))
    if not user.has_role(Role.OFFICER):
        return held if user.has_role(Role.LEAD, Role.HEAD) else NOTHING
    regions = user.scope_ids("region", Role.OFFICER)
    return held | Q(region__in=regions) | Q(region=None) if regions else EVERYTHING


@right("calendar.see_feed")
def see_feed(user):
    """Everybody sees and stops their own private feed, and nobody else's."""
    return Q(user=user)


@right("calendar.make_feed")
def make_feed(user):
    """Whoever is signed in may have a private feed; it shows what they may see."""
    return EVERYTHING
