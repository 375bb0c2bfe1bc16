"""Who may have reports made, and see which (security.md: report PDF)."""

from django.db.models import Q

from hub.permissions import EVERYTHING, NOTHING, right
from hub.reporting import registry


@right("reporting.make_report")
def make_report(user):
    """Whoever holds the right of at least one report may open the pages of reports.

    A list as a file does not count: it is asked for on the page of the list.
    """
    return EVERYTHING if registry.built_by(user) else NOTHING


@right("reporting.see_run")
def see_run(user):
    """Each sees the reports that they asked for themselves, nobody another's."""
    return Q(requested_by=user)
