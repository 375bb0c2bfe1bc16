"""The hub's rules about development plans. Imported by schools.policy_rules."""

from datetime import timedelta

from hub.calendar.years import AcademicYear
from hub.policy.rules import Effect, Whole, rule
from schools.models import Plan, PlanReminder, School


def _reminded(old, new):
    """When the next reminder goes, and to how many schools."""
    year = AcademicYear.current().next
    day = year.starts_on - timedelta(days=new)
    done = PlanReminder.objects.filter(year=year).values("school")
    out = Plan.objects.out().filter(year=year).values("school")
    number = School.objects.open().exclude(pk__in=done).exclude(pk__in=out).count()
    schools = "1 open school has" if number == 1 else f"{number:,} open schools have"
    return [
        Effect(
            f"{schools} neither published a plan for {year} nor been reminded. Those with a "
            f"lead or head on the portal get the reminder from {day:%-d %B %Y} on."
        ),
        Effect("No school is reminded twice of the same year."),
    ]


rule(
    "plan-reminder-days",
    label="How long before 1 September schools are reminded of their plan",
    group="Schools’ plans",
    kind=Whole("days", least=7, most=150),
    default=70,
    help="Schools publish the summary of their music development plan before each school year "
    "begins. Those that have not are reminded once, and it stands on their home page.",
    source="hub policy: five weeks before schools break up in the last days of July",
    effects=_reminded,
)
