"""The hub's rules about reports (hub/policy/rules.py)."""

from hub.policy.rules import Effect, Whole, rule

#: The privacy page promises a day: a hub may keep reports for less.
MOST_HOURS = 24


def _effects(old, new):
    """Reports are stamped when they are made."""
    return [Effect("Reports that are made already are kept for as long as they say.")]


REPORT_HOURS = rule(
    "report-hours",
    label="How long the file of a report is kept",
    group="Reports",
    kind=Whole("hours", least=1, most=MOST_HOURS),
    default=MOST_HOURS,
    help="It may name people, so no longer than somebody needs to download it.",
    source="data protection: no longer than needed",
    effects=_effects,
)
