"""Regional Engagement Plans."""

from hub.accounts.choices import Role
from hub.calendar.years import AcademicYear
from tests.answers import Row, only, only_sent, signed_in
from tests.factories.schools import RegionFactory
from tests.rows.visits_tracker import TRACK
from visits.models import RegionalPlan, RegionalPriority

WRITE = (Role.MANAGER, Role.OFFICER)
READ_ALONE = dict.fromkeys({*TRACK} - {*WRITE}, 403)
#: Everybody who reads one plan reads all; those who write are of every region here.
READ = Row(only(*TRACK, others=404), signed_in(405), only(*TRACK, others=404), signed_in(405))


def _form(posted):
    get = only(*WRITE, others=404) | READ_ALONE
    post = only(*WRITE, answer=posted, others=404) | READ_ALONE
    return Row(get, post, get, post)


def _plan(world, who):
    return {"pk": RegionalPlan.objects.create(region=RegionFactory(), year=2026).pk}


def _priority(world, who):
    plan = RegionalPlan.objects.create(region=RegionFactory(), year=2026)
    row = RegionalPriority.objects.create(plan=plan, what="Choirs", function="schools")
    return {"pk": plan.pk, "priority": row.pk}


def _region(world, who):
    return {"region": RegionFactory().pk, "year": AcademicYear.current()}


ROWS = {
    "visits:regional_plans": Row(only(*TRACK, others=404), signed_in(405)),
    # Nothing need be ticked.
    "visits:regional_plan_begin": _form(302),
    "visits:regional_plan": READ,
    # An aim may be empty.
    "visits:regional_aim": _form(302),
    "visits:regional_priority_add": _form(422),
    "visits:regional_priority": _form(422),
    "visits:regional_priority_up": only_sent(_form(302)),
    "visits:regional_priority_down": only_sent(_form(302)),
    "visits:regional_priority_remove": _form(302),
    "visits:regional_review": _form(422),
}

OBJECTS = {
    "visits:regional_plan_begin": (_region, _region),
    **dict.fromkeys(
        [
            f"visits:{name}"
            for name in ("regional_plan", "regional_aim", "regional_priority_add")
            + ("regional_review",)
        ],
        (_plan, _plan),
    ),
    **dict.fromkeys(
        [f"visits:regional_priority{step}" for step in ("", "_up", "_down", "_remove")],
        (_priority, _priority),
    ),
}
