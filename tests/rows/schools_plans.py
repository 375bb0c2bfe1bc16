"""Development plans of schools."""

from hub.accounts.choices import Role
from tests.answers import Row, at_school, only, signed_in
from tests.factories.plans import PlanFactory
from tests.rows.schools import A_SCHOOL, KNOW_NO_SCHOOL

WRITE = (Role.LEAD, Role.HEAD)


def _plan(school, person):
    plan = PlanFactory(school=school)
    return {"pk": school.pk, "number": plan.pk}


ROWS = {
    "schools:plans": Row(
        only(*WRITE) | KNOW_NO_SCHOOL,
        signed_in(405),
        only(others=403) | KNOW_NO_SCHOOL | dict.fromkeys(["lead", "head", "bursar", "trust"], 404),
        signed_in(405),
    ),
    "schools:plan": Row(only(*WRITE, others=404), signed_in(405), only(others=404), signed_in(405)),
}

OBJECTS = {"schools:plans": A_SCHOOL, "schools:plan": at_school(_plan)}
