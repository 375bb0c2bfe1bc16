"""What the audit said at the head of each section, and its next steps taken over with a click."""

import pytest
from django.urls import reverse

from hub.calendar.years import AcademicYear
from schools.audits.said import next_steps_of, said_in
from schools.models import Plan, PlanAction
from tests.factories.audits import submitted_audit
from tests.factories.plans import PlanFactory, agreed_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(school):
    return PlanFactory(school=school)


@pytest.fixture
def client(client, lead):
    client.force_login(lead)
    return client


@pytest.fixture
def audit(school, lead):
    """Handed in for this year, with everything at "emerging"."""
    return submitted_audit(school, level="emerging", by=lead)


def url(name, plan, *key):
    return reverse(f"schools:{name}", args=[plan.school_id, plan.pk, *key])


def take(client, plan, key, step):
    return client.post(url("plan_take", plan, key), {"step": step}, follow=True)


def test_a_section_opens_with_what_the_audit_said_of_its_areas(client, plan, audit):
    text = client.get(url("plan_section", plan, "part-a")).text
    assert "What your audit says" in text
    assert "Curriculum: emerging." in text
    assert "Ensembles:" not in text


def test_without_an_audit_it_says_nothing_of_one(client, plan):
    assert "What your audit says" not in client.get(url("plan_section", plan, "part-a")).text


def test_next_years_plan_goes_by_this_years_audit(client, school, audit):
    plan = PlanFactory(school=school, year=AcademicYear.current().next)
    assert "What your audit says" in client.get(url("plan_section", plan, "part-a")).text


def test_a_next_step_becomes_a_line_of_the_text_once(client, plan, audit, school):
    step = said_in(school, plan.year)["curriculum"].next_steps[0]
    Plan.objects.filter(pk=plan.pk).update(part_a="An hour a week.")
    assert "stands at the end of the text now" in take(client, plan, "part-a", step.key).text
    plan.refresh_from_db()
    assert plan.part_a == f"An hour a week.\n\n- {step.text}"
    again = take(client, plan, "part-a", step.key).text
    assert "stands in the text already" in again
    assert "Taken over" in again
    plan.refresh_from_db()
    assert plan.part_a.count(step.text) == 1


def test_a_next_step_becomes_an_action_once(client, plan, audit, school):
    step = next_steps_of(school, plan.year)[0]
    for _ in range(2):
        response = take(client, plan, "actions", step.key)
    action = PlanAction.objects.get()
    assert (action.what, action.area, action.step_key) == (step.text, step.area, step.key)
    assert "Needs a date" in response.text


def test_every_next_step_can_be_taken_over_and_few_stand_on_top(client, plan, audit, school):
    context = client.get(url("plan_actions", plan)).context
    number = len(next_steps_of(school, plan.year))
    assert (len(context["steps"]), len(context["more_steps"])) == (3, number - 3)


@pytest.mark.parametrize("step", ["", "made-up", "x" * 500])
def test_a_step_that_the_audit_does_not_give_is_not_found(client, plan, audit, step):
    assert client.post(url("plan_take", plan, "future"), {"step": step}).status_code == 404


def test_a_section_without_a_text_takes_nothing_over(client, plan, audit, school):
    step = next_steps_of(school, plan.year)[0]
    response = take(client, plan, "overview", step.key)
    assert "goes into a text or becomes an action" in response.text


def test_an_agreed_plan_takes_nothing_over(client, school, audit):
    plan = agreed_plan(school=school)
    step = next_steps_of(school, plan.year)[0]
    assert "Open it again to change it" in take(client, plan, "future", step.key).text


def test_another_schools_steps_are_taken_over_by_nobody(client, plan, stranger):
    other = stranger.live_grants[0].school
    submitted_audit(other, level="emerging", by=stranger)
    step = next_steps_of(other, AcademicYear.current())[0]
    assert client.post(url("plan_take", plan, "future"), {"step": step.key}).status_code == 404
