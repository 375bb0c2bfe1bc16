"""Who runs the confidence survey of a school, and who sees its summary. Loaded by schools."""

from django.db.models import Q

from hub.accounts.choices import Role
from hub.permissions import NOTHING, right

_RUN = (Role.LEAD, Role.HEAD)


@right("schools.run_confidence")
def run_confidence(user):
    """Leads and heads ask the teachers of their own school how confident they feel."""
    own = user.scope_ids("school", *_RUN)
    return Q(pk__in=own) if own else NOTHING


@right("schools.see_confidence")
def see_confidence(user):
    """Leads and heads see the summary of their own school's teachers; nobody else, nor the hub."""
    own = user.scope_ids("school", *_RUN)
    return Q(school__in=own) if own else NOTHING
