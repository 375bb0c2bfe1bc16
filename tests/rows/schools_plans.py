"""Development plans of schools."""

from hub.accounts.choices import Role
from hub.calendar.years import AcademicYear
from schools.models import PlanBudgetLine, PlanComment
from schools.plans import lifecycle
from tests.answers import SCHOOLS, Row, at_school, only, only_looked_at, only_sent, signed_in
from tests.factories.plans import ActionFactory, PlanFactory, agreed_plan, room_for_a_plan
from tests.rows.schools import A_SCHOOL, KNOW_NO_SCHOOL

WRITE = (Role.LEAD, Role.HEAD)


def _plan(school, person):
    return {"pk": school.pk, "number": PlanFactory(school=room_for_a_plan(school)).pk}


def _in_plan(school, plan, **row):
    return {"pk": school.pk, "number": plan.pk, **row}


def _section(key):
    return lambda school, person: {**_plan(school, person), "key": key}


def _action(school, person):
    action = ActionFactory(plan__school=room_for_a_plan(school))
    return _in_plan(school, action.plan, action=action.pk)


def _review(school, person):
    plan = agreed_plan(school=room_for_a_plan(school))
    return _in_plan(school, plan, season="autumn", action=plan.actions.get().pk)


def _line(school, person):
    plan = PlanFactory(school=room_for_a_plan(school))
    line = PlanBudgetLine.objects.create(plan=plan, what="Drums", amount=100)
    return _in_plan(school, plan, line=line.pk)


def _comment(school, person):
    plan = PlanFactory(school=room_for_a_plan(school))
    comment = PlanComment.objects.create(plan=plan, section="part-a", text="Well.", by=person)
    return _in_plan(school, plan, comment=comment.pk)


def _version(school, person):
    version = lifecycle.publish(plan=agreed_plan(school=room_for_a_plan(school)), by=person)
    return _in_plan(school, version.plan, version=version.number)


def _year(of):
    return lambda world, who: {**of(world, who), "year": AcademicYear.current()}


READ_IT = Row(only(*WRITE, others=404), signed_in(405), only(others=404), signed_in(405))
FORM = Row(
    only(*WRITE, others=404),
    only(*WRITE, answer=422, others=404),
    only(others=404),
    only(others=404),
)
#: What is done at once, or after a page that says what follows.
ASK = Row(
    only(*WRITE, others=404),
    only(*WRITE, answer=302, others=404),
    only(others=404),
    only(others=404),
)
STRANGE = KNOW_NO_SCHOOL | dict.fromkeys(SCHOOLS, 404)

ROWS = {
    "schools:own_plan": Row(only(*WRITE, answer=302), signed_in(405)),
    "schools:plans": only_looked_at(
        Row(only(*WRITE) | KNOW_NO_SCHOOL, {}, only() | STRANGE, {}),
    ),
    "schools:plan_begin": Row(
        only(*WRITE) | KNOW_NO_SCHOOL,
        # A form in which nothing need be ticked.
        only(*WRITE, answer=302) | KNOW_NO_SCHOOL,
        only() | STRANGE,
        only() | STRANGE,
    ),
    **dict.fromkeys(
        [
            "schools:plan",
            "schools:plan_whole",
            "schools:plan_versions",
            "schools:plan_version",
            "schools:plan_review",
            "schools:plan_actions",
        ],
        READ_IT,
    ),
    **dict.fromkeys(
        [
            "schools:plan_comment",
            "schools:plan_action_add",
            "schools:plan_action",
            "schools:plan_budget",
            "schools:plan_line",
            "schools:plan_review_action",
        ],
        FORM,
    ),
    # A section may be left empty; sent without the marks of what stood there, nothing is lost.
    "schools:plan_section": ASK,
    **dict.fromkeys(
        [
            "schools:plan_agree",
            "schools:plan_reopen",
            "schools:plan_publish",
            "schools:plan_share",
            "schools:plan_archive",
            "schools:plan_action_remove",
            "schools:plan_line_remove",
        ],
        ASK,
    ),
    "schools:plan_comment_resolve": only_sent(ASK),
    # No audit says anything, so there is no step to take over.
    "schools:plan_take": only_sent(Row({}, only(others=404), {}, only(others=404))),
}

_OF_A_PLAN = (
    *("plan", "plan_whole", "plan_agree", "plan_reopen", "plan_publish", "plan_share"),
    *("plan_archive", "plan_versions", "plan_review", "plan_actions", "plan_action_add"),
    "plan_budget",
)
OBJECTS = {
    "schools:plans": A_SCHOOL,
    "schools:plan_begin": tuple(_year(each) for each in A_SCHOOL),
    **dict.fromkeys([f"schools:{name}" for name in _OF_A_PLAN], at_school(_plan)),
    "schools:plan_section": at_school(_section("part-a")),
    "schools:plan_take": at_school(_section("future")),
    "schools:plan_comment": at_school(_section("part-a")),
    **dict.fromkeys(["schools:plan_action", "schools:plan_action_remove"], at_school(_action)),
    **dict.fromkeys(["schools:plan_line", "schools:plan_line_remove"], at_school(_line)),
    "schools:plan_comment_resolve": at_school(_comment),
    "schools:plan_review_action": at_school(_review),
    "schools:plan_version": at_school(_version),
}
