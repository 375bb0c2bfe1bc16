"""Next year's draft from this year's plan: texts by tick, and each action that is not over."""

from dataclasses import dataclass

from django.db import transaction

from hub.policy.current import hub_settings
from schools.choices import ActionState
from schools.facts import book
from schools.models import PLAN_TEXTS, SUMMARY_LINES, SUMMARY_TEXTS, Plan, PlanAction
from schools.plans import lifecycle
from schools.plans.refusals import PlanRefused

OBJECTIVE, COMPONENTS, PARTS = "objective", "components", "summary"
#: What can be taken over with one tick each, and the fields that go with it.
COPIES = {
    OBJECTIVE: ("objective",),
    COMPONENTS: tuple(name for name in PLAN_TEXTS if name != "objective"),
    PARTS: tuple(name for name in SUMMARY_TEXTS if name != "future"),
}
#: What a line of the summary is called in the fact base.
_KNOWN = {"lead_name": "music-lead", "leader_name": "senior-link", "partners": "other-partners"}


@dataclass(frozen=True)
class Seed:
    """The plan that a new one can begin from, and what it has to give."""

    plan: Plan
    copies: list[str]
    actions: list[PlanAction]


def seed_for(school, year, plans) -> Seed | None:
    """The newest earlier plan among ``plans`` that says something, for the plan of a year."""
    earlier = plans.filter(school=school, year__lt=year).order_by("-year", "-pk").first()
    if earlier is None:
        return None
    copies = [key for key, names in COPIES.items() if any(getattr(earlier, n) for n in names)]
    over = (ActionState.DONE, ActionState.DROPPED)
    actions = list(earlier.actions.exclude(state__in=over))
    return Seed(earlier, copies, actions) if copies or actions else None


@transaction.atomic
def begin(*, school, year, by, source=None, copies=(), actions=()) -> Plan:
    """Begin a plan with what the fact base knows, and what is ticked of an earlier one.

    ``copies``: keys of COPIES; ``actions``: PlanActions of ``source``. What is taken over has no
    day yet. Raises PlanRefused for what lifecycle.begin refuses and for a plan of another school.
    """
    texts = {}
    if source is not None:
        if source.school_id != school.pk or any(a.plan_id != source.pk for a in actions):
            raise PlanRefused("Only a plan of the same school can be taken over.")
        names = [name for key in copies for name in COPIES[key]]
        texts = {name: getattr(source, name) for name in (*names, *SUMMARY_LINES)}
    known = known_lines(school, year)
    texts |= {name: known[name] for name in SUMMARY_LINES if not texts.get(name)}
    plan = lifecycle.begin(school=school, year=year, by=by, **texts)
    PlanAction.objects.bulk_create(
        PlanAction(
            plan=plan,
            what=action.what,
            who=action.who,
            cost=action.cost,
            success=action.success,
            area=action.area,
            carried_from=action,
            changed_by=by,
        )
        for action in actions
    )
    return plan


def known_lines(school, year) -> dict[str, str]:
    """{line of the summary: what is known for it}, of this year or else of the year before."""
    by_year = book.known_by_year(school, [year, year.previous])
    found = {}
    for name, key in _KNOWN.items():
        facts = (by_year[each].get((key, "")) for each in (year, year.previous))
        found[name] = next((fact.value[:200] for fact in facts if fact), "")
    return found | {"hub_name": hub_settings().name[:200]}
