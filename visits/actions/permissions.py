"""Who sees lists of actions and adds one. Who reads and moves one stands in visits/permissions.py.

Imported by visits.permissions.
"""

from django.db.models import Q

from hub.accounts.choices import Role
from hub.permissions import EVERYTHING, NOTHING, right
from schools.needs.permissions import as_officer


@right("visits.list_actions")
def list_actions(user):
    """Officers of every kind and managers have the list of all actions."""
    held = user.has_role(Role.OFFICER, Role.TRAINING, Role.ENSEMBLES, Role.MANAGER)
    return EVERYTHING if held else NOTHING


@right("visits.see_actions_of")
def see_actions_of(user):
    """The page of a school's actions: who has the list of all; its lead, head and trust."""
    if list_actions(user) == EVERYTHING:
        return EVERYTHING
    own = user.scope_ids("school", Role.LEAD, Role.HEAD)
    trusts = user.scope_ids("trust", Role.TRUST)
    return Q(pk__in=own) | Q(trust__in=trusts) if own or trusts else NOTHING


@right("visits.add_action")
def add_action(user):
    """Officers add actions for schools of their region and of none."""
    return as_officer(user)


@right("visits.add_action_at")
def add_action_at(user):
    """Officers add actions to visits at schools of their region, and to those they go to."""
    if not user.has_role(Role.OFFICER):
        return NOTHING
    regions = user.scope_ids("region", Role.OFFICER)
    if not regions:
        return EVERYTHING
    region = Q(school__region__in=regions) | Q(school__region=None)
    goes = Q(officers__officer=user.pk, officers__isnull=False)
    return region | Q(officer=user.pk) | goes
