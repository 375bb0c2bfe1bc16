"""The report "engagement-dashboard", registered in visits/reports.py: the dashboard's lines."""

from visits.engagement.figures import FIGURES
from visits.engagement.lines import Line, Lines, engagement_of

DEFINITIONS = {figure.label: figure.definition for figure in FIGURES.values()}


def rows(*, period, region=None) -> list[Line]:
    """The figures of a year, of all regions or of one."""
    return Lines(engagement_of(period, region=region))
