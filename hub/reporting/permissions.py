"""Who may have reports made, and see which (security.md: report PDF)."""

from django.db.models import Q

from hub.permissions import EVERYTHING, NOTHING, may, right
from hub.reporting import registry


@right("reporting.make_report")
def make_report(user):
    """Whoever holds the right of at least one report may open the pages of reports."""
    held = any(may(user, each.right) for each in registry.registered())
    return EVERYTHING if held else NOTHING


@right("reporting.see_run")
def see_run(user):
    """Each sees the reports that they asked for themselves, nobody another's."""
    return Q(requested_by=user)
