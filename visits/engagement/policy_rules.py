"""The hub's rule about how many visits there are to be. Loaded by visits/policy_rules.py."""

from hub.calendar.years import AcademicYear
from hub.policy.rules import Effect, Whole, rule
from visits.models import VisitTarget


def _targets(old, new):
    """For which years the rule speaks at all."""
    year = AcademicYear.current()
    if VisitTarget.objects.filter(year=year, region=None).exists():
        return [Effect(f"A manager has set the target of {year}: nothing changes for that year.")]
    return [Effect(f"The target of {year} will be {new:,} visits instead of {old:,}.")]


rule(
    "visits-a-year",
    label="How many visits there are to be in a year",
    group="Visits",
    kind=Whole("visits", least=1, most=10_000),
    default=180,
    help="Visits of types that count towards the cycle. A year can have another target.",
    source="the hub’s engagement strategy: 180 visits in 2024/25",
    effects=_targets,
)
