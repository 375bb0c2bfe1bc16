"""Who begins, reads and writes Regional Engagement Plans.

Imported by visits.permissions.
"""

from django.db.models import Q

from hub.accounts.choices import Role
from hub.permissions import EVERYTHING, NOTHING, right


@right("visits.begin_regional_plan")
def begin_regional_plan(user):
    """Managers begin the plan of every region, officers those of their regions."""
    if user.has_role(Role.MANAGER):
        return EVERYTHING
    if not user.has_role(Role.OFFICER):
        return NOTHING
    regions = user.scope_ids("region", Role.OFFICER)
    return Q(pk__in=regions) if regions else EVERYTHING


def _see(user):
    """Who sees the tracker sees the plans: officers of every kind, managers, administrators."""
    held = user.has_role(Role.MANAGER, Role.ADMIN, Role.OFFICER, Role.TRAINING, Role.ENSEMBLES)
    return EVERYTHING if held else NOTHING


@right("visits.see_regional_plan")
def see_regional_plan(user):
    """Regional Engagement Plans: who sees the tracker."""
    return _see(user)


@right("visits.see_regional_priority")
def see_regional_priority(user):
    """Priorities of a region: who sees its plan."""
    return _see(user)


@right("visits.see_regional_review")
def see_regional_review(user):
    """Reviews of a region's plan: who sees the plan."""
    return _see(user)


@right("visits.write_regional_plan")
def write_regional_plan(user):
    """Managers write every Regional Engagement Plan, officers those of their regions."""
    if user.has_role(Role.MANAGER):
        return EVERYTHING
    if not user.has_role(Role.OFFICER):
        return NOTHING
    regions = user.scope_ids("region", Role.OFFICER)
    return Q(region__in=regions) if regions else EVERYTHING
