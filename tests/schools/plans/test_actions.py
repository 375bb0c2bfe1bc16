"""Actions and the budget: adding, changing, removing, and what it comes to."""

from decimal import Decimal

import pytest
from django.urls import reverse

from hub.trail.models import Entry
from schools.choices import FactSource
from schools.facts import book
from schools.facts.book import Said
from schools.models import PlanAction, PlanBudgetLine
from schools.plans import actions
from schools.plans.refusals import PlanRefused
from tests.factories.plans import ActionFactory, PlanFactory, agreed_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(school):
    return PlanFactory(school=school)


@pytest.fixture
def client(client, lead):
    client.force_login(lead)
    return client


def url(name, plan, *row):
    return reverse(f"schools:{name}", args=[plan.school_id, plan.pk, *row])


def typed(plan, **fields):
    day = plan.year.ends_on
    return {
        "what": "Start a choir",
        "who": "Ada Lead",
        "due_on_0": day.day,
        "due_on_1": day.month,
        "due_on_2": day.year,
        "cost": "",
        "success": "",
    } | fields


def test_an_action_is_added_and_stands_in_the_list(client, plan):
    client.post(url("plan_action_add", plan), typed(plan, cost="£1,200", success="30 sing."))
    action = PlanAction.objects.get()
    assert (action.what, action.who, action.due_on, action.cost) == (
        "Start a choir",
        "Ada Lead",
        plan.year.ends_on,
        Decimal("1200.00"),
    )
    text = client.get(url("plan_actions", plan)).text
    assert "Start a choir" in text
    assert "Together they cost £1,200." in text


def test_a_second_click_adds_no_second_action(client, plan):
    for _ in range(2):
        client.post(url("plan_action_add", plan), typed(plan))
    assert PlanAction.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("what", "", "Say what you will do"),
        ("who", "", "Say who does it"),
        ("cost", "-1", "must be 0 or more"),
        ("cost", "much", "Enter an amount in pounds"),
        ("cost", "9" * 30, "Enter an amount in pounds"),
        ("due_on_2", "2001", "choose a day from 1 September"),
        ("due_on_0", "", "must include a day"),
        ("what", "x" * 1001, "must be 1000 characters or fewer"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_nothing_is_lost(
    client, plan, field, value, says
):
    response = client.post(
        url("plan_action_add", plan), typed(plan, success="Kept words") | {field: value}
    )
    assert response.status_code == 422
    assert says in response.text
    assert "Kept words" in response.text
    assert not PlanAction.objects.exists()


def test_of_two_who_change_an_action_the_second_sees_what_stands(client, plan):
    action = ActionFactory(plan=plan)
    mine = typed(plan, what="Mine", based_on=1)
    client.post(url("plan_action", plan, action.pk), typed(plan, what="Theirs", based_on=1))
    response = client.post(url("plan_action", plan, action.pk), mine)
    action.refresh_from_db()
    assert (response.status_code, action.what, action.revision) == (409, "Theirs", 2)
    assert "Mine" in response.text
    assert (
        client.post(url("plan_action", plan, action.pk), mine | {"based_on": 2}).status_code == 302
    )
    action.refresh_from_db()
    assert action.what == "Mine"


def test_removing_asks_first_and_leaves_a_trail(client, plan):
    action = ActionFactory(plan=plan)
    address = url("plan_action_remove", plan, action.pk)
    assert action.what in client.get(address).text
    assert PlanAction.objects.exists()
    client.post(address)
    assert not PlanAction.objects.exists()
    assert Entry.objects.filter(action="removed", object_id=str(action.pk)).exists()
    assert client.post(address).status_code == 404


def test_another_plans_action_is_not_found(client, plan, stranger):
    other = ActionFactory(plan__school=stranger.live_grants[0].school)
    for name in ("plan_action", "plan_action_remove"):
        assert client.post(url(name, plan, other.pk), typed(plan)).status_code == 404
    assert PlanAction.objects.count() == 1


def test_an_agreed_plans_actions_are_not_changed(client, school, lead):
    plan = agreed_plan(school=school)
    response = client.post(url("plan_action_add", plan), typed(plan))
    assert response.status_code == 422
    assert "Open it again to change it" in response.text
    with pytest.raises(PlanRefused, match="is agreed"):
        actions.remove(row=plan.actions.get(), by=lead)


def test_the_budget_adds_what_actions_cost_and_stands_beside_what_there_is(client, plan, school):
    ActionFactory(plan=plan, cost=Decimal("250.50"))
    said = [Said("music-budget", 500)]
    book.note(school=school, year=plan.year, said=said, source=FactSource.SCHOOL, by=None)
    line = {"what": "Ukuleles", "amount": "200", "note": "Music budget"}
    client.post(url("plan_budget", plan), line)
    text = client.get(url("plan_budget", plan)).text
    assert "£450.50" in text
    assert "£49.50 is left" in text
    client.post(url("plan_budget", plan), line | {"what": "Drums"})
    text = client.get(url("plan_budget", plan)).text
    assert "£150.50 more is planned than your music budget of £500" in text
    tasks = client.get(plan.get_absolute_url()).text
    assert "£150.50 more is planned" in tasks


def test_a_budget_that_nobody_knows_is_asked_for_where_it_belongs(client, plan):
    assert "/known/leadership-and-plan/" in client.get(url("plan_budget", plan)).text


def test_a_line_is_changed_and_removed(client, plan):
    client.post(url("plan_budget", plan), {"what": "Drums", "amount": "100"})
    line = PlanBudgetLine.objects.get()
    changed = {"what": "Drums", "amount": "120", "based_on": 1}
    client.post(url("plan_line", plan, line.pk), changed)
    line.refresh_from_db()
    assert (line.amount, line.revision) == (Decimal("120.00"), 2)
    response = client.post(url("plan_line", plan, line.pk), changed | {"amount": "90"})
    assert response.status_code == 409
    client.post(url("plan_line_remove", plan, line.pk))
    assert not PlanBudgetLine.objects.exists()


def test_a_wrong_line_is_told_beside_the_field(client, plan):
    response = client.post(url("plan_budget", plan), {"what": "", "amount": "-5"})
    assert response.status_code == 422
    errors = response.context["form"].errors
    assert (errors["what"], errors["amount"]) == (
        ["Say what the money is for"],
        ["How much? must be 0 or more"],
    )


@pytest.mark.parametrize("number", [1, 12])
def test_the_list_asks_as_much_for_many_actions_as_for_one(
    client, plan, number, django_assert_max_num_queries
):
    ActionFactory.create_batch(number, plan=plan)
    client.get(url("plan_actions", plan))
    with django_assert_max_num_queries(14):
        client.get(url("plan_actions", plan))
    with django_assert_max_num_queries(17):
        client.get(plan.get_absolute_url())
