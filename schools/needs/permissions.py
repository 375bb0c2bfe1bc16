"""Who sees figures across schools, takes them along, and does something about them."""

from django.db.models import Q

from hub.accounts.choices import Role
from hub.permissions import EVERYTHING, NOTHING, right


def as_officer(user):
    """Schools of the officer's regions and of none; all of them for an officer without a region."""
    if not user.has_role(Role.OFFICER):
        return NOTHING
    regions = user.scope_ids("region", Role.OFFICER)
    return Q(region__in=regions) | Q(region=None) if regions else EVERYTHING


@right("schools.see_needs")
def see_needs(user):
    """What schools need, across all of them: managers, and officers of visits, training and
    ensembles. Nobody of a school: a figure of few schools would tell of others.
    """
    held = user.has_role(Role.MANAGER, Role.OFFICER, Role.TRAINING, Role.ENSEMBLES)
    return EVERYTHING if held else NOTHING


@right("schools.export_needs")
def export_needs(user):
    """Managers and officers take what is known across schools out of the portal, as files."""
    return EVERYTHING if user.has_role(Role.MANAGER, Role.OFFICER) else NOTHING


@right("schools.export_facts")
def export_facts(user):
    """Managers take the facts of schools out of the portal, as files."""
    return EVERYTHING if user.has_role(Role.MANAGER) else NOTHING


@right("schools.report_needs")
def report_needs(user):
    """Managers have the report on needs made of any school, officers of their region's."""
    return EVERYTHING if user.has_role(Role.MANAGER) else as_officer(user)


@right("schools.capture_published")
def capture_published(user):
    """Who sets the hub's facts of a school writes down what it has published elsewhere."""
    return EVERYTHING if user.has_role(Role.ADMIN) else as_officer(user)


@right("schools.chase")
def chase(user):
    """Managers remind any school of its plan, audit and answers, officers those of their region."""
    return EVERYTHING if user.has_role(Role.MANAGER) else as_officer(user)


@right("schools.see_known_year")
def see_known_year(user):
    """What is counted across schools, a row a school and year: who sees the figures."""
    return see_needs(user)


@right("schools.see_chase")
def see_chase(user):
    """That schools were reminded, and of what: who sees how far they are."""
    return see_needs(user)


@right("schools.see_signals")
def see_signals(user):
    """What speaks for seeing a school soon: who sees the figures."""
    return see_needs(user)
