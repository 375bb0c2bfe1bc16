"""The termly review, and next year's draft that comes of it."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from hub.calendar.choices import Season
from hub.calendar.years import AcademicYear
from hub.trail.models import Entry
from schools.models import Plan, PlanAction, PlanReview
from schools.plans import reviews, seeding
from schools.plans.refusals import PlanRefused
from tests.factories.plans import ActionFactory, PlanFactory, agreed_plan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_november():
    with time_machine.travel(datetime.datetime(2026, 11, 26, 12, tzinfo=datetime.UTC), tick=False):
        yield


@pytest.fixture
def plan(school):
    return agreed_plan(school=school, part_a="An hour.", essentials="Singing.")


@pytest.fixture
def client(client, lead):
    client.force_login(lead)
    return client


def url(plan, season=None, action=None):
    if season is None:
        return reverse("schools:plan_review", args=[plan.school_id, plan.pk])
    return reverse("schools:plan_review_action", args=[plan.school_id, plan.pk, season, action.pk])


def say(client, plan, action, season="autumn", **typed):
    fields = {"based_on": 0, "progress": "in-progress", "evidence": "", "impact": ""}
    return client.post(url(plan, season, action), fields | typed)


def review(action, season, progress):
    words = {"evidence": "", "impact": "", "based_on": 0, "by": None}
    return reviews.save(action=action, season=season, progress=progress, **words)


def test_an_action_is_reviewed_and_the_next_one_opens(client, plan, lead):
    first, second = plan.actions.get(), ActionFactory(plan=plan)
    response = say(client, plan, first, evidence="20 sing.", impact="They like it.")
    assert response.url == url(plan, "autumn", second)
    review = PlanReview.objects.get()
    assert (review.season, review.progress, review.evidence, review.by) == (
        Season.AUTUMN,
        "in-progress",
        "20 sing.",
        lead,
    )
    first.refresh_from_db()
    assert first.state == "in-progress"
    assert say(client, plan, second, progress="done").url == url(plan)
    assert "Nothing is due for review now" in client.get(url(plan)).text
    assert Entry.objects.filter(action="reviewed").count() == 2


def test_the_latest_term_says_how_far_an_action_is(client, plan):
    action = plan.actions.get()
    for season, progress in [(Season.SPRING, "done"), (Season.AUTUMN, "open")]:
        review(action, season, progress)
    action.refresh_from_db()
    assert action.state == "done"


def test_a_term_that_has_not_begun_is_not_reviewed(client, plan):
    response = say(client, plan, plan.actions.get(), "spring")
    assert response.url == url(plan)
    assert not PlanReview.objects.exists()
    assert "has not begun yet" in client.get(url(plan)).text


def test_a_draft_is_not_reviewed(client, school):
    draft = PlanFactory(school=school)
    action = ActionFactory(plan=draft)
    assert "Agree the plan first" in client.get(url(draft)).text
    assert say(client, draft, action).status_code == 302
    assert not PlanReview.objects.exists()


def test_how_far_it_is_must_be_said_and_words_are_kept(client, plan):
    response = say(client, plan, plan.actions.get(), progress="", evidence="Kept words")
    assert response.status_code == 422
    assert "Choose how far it is" in response.text
    assert "Kept words" in response.text


def test_endless_evidence_gets_a_sentence(client, plan):
    response = say(client, plan, plan.actions.get(), evidence="x" * 5001)
    assert response.status_code == 422
    assert "5,000 are the most" in response.text


def test_of_two_who_review_at_once_the_second_sees_what_stands(client, plan):
    action = plan.actions.get()
    say(client, plan, action, evidence="Theirs.")
    response = say(client, plan, action, evidence="Mine.")
    assert response.status_code == 409
    assert "Theirs." in response.text
    assert "Mine." in response.text
    assert say(client, plan, action, evidence="Mine.", based_on=1).status_code == 302
    assert PlanReview.objects.get().evidence == "Mine."


def test_another_schools_action_is_not_found(client, plan, stranger):
    other = agreed_plan(school=stranger.live_grants[0].school)
    assert say(client, plan, other.actions.get()).status_code == 404
    assert say(client, other, other.actions.get()).status_code == 404


# --- next year's draft ------------------------------------------------------------------------
def begin(client, school, **ticked):
    year = AcademicYear.current().next
    return client.post(reverse("schools:plan_begin", args=[school.pk, year]), ticked)


def test_the_page_ticks_everything_that_can_go_on(client, plan, school):
    over = ActionFactory(plan=plan, state="done")
    response = client.get(
        reverse("schools:plan_begin", args=[school.pk, AcademicYear.current().next])
    )
    form = response.context["form"]
    assert form.initial["copies"] == ["objective", "components", "summary"]
    assert form.initial["actions"] == [str(plan.actions.first().pk)]
    assert over.what not in response.text


def test_what_is_ticked_goes_on_and_what_is_not_does_not(client, plan, school):
    first, second = plan.actions.get(), ActionFactory(plan=plan, cost=20)
    begin(client, school, copies=["objective"], actions=[second.pk])
    seeded = Plan.objects.get(year=2027)
    assert (seeded.objective, seeded.essentials, seeded.part_a, seeded.lead_name) == (
        plan.objective,
        "",
        "",
        plan.lead_name,
    )
    action = seeded.actions.get()
    assert (action.what, action.cost, action.due_on, action.carried_from) == (
        second.what,
        20,
        None,
        second,
    )
    assert first.carried_to.count() == 0
    assert "1 action lacks a person or a date." in client.get(seeded.get_absolute_url()).text


def test_nothing_ticked_begins_an_empty_draft_with_the_known_names(client, plan, school):
    begin(client, school)
    seeded = Plan.objects.get(year=2027)
    assert (seeded.objective, seeded.actions.count()) == ("", 0)
    assert seeded.hub_name == plan.hub_name


def test_ticks_of_another_plans_actions_are_refused(client, plan, school, stranger):
    other = agreed_plan(school=stranger.live_grants[0].school)
    response = begin(client, school, actions=[other.actions.get().pk])
    assert response.status_code == 422
    assert not Plan.objects.filter(year=2027).exists()


def test_the_verb_refuses_another_schools_plan_as_a_source(plan, school, lead, stranger):
    other = agreed_plan(school=stranger.live_grants[0].school)
    year = AcademicYear.current().next
    for source, actions in [(other, []), (plan, [other.actions.get()])]:
        with pytest.raises(PlanRefused, match="same school"):
            seeding.begin(school=school, year=year, by=lead, source=source, actions=actions)


def test_a_year_that_ended_is_refused_with_a_helpful_sentence(client, school):
    address = reverse("schools:plan_begin", args=[school.pk, AcademicYear(2024)])
    response = client.get(address)
    assert "The year 2024/25 ended on 31 August 2025. Make a plan for 2026/27 or" in response.text
    assert client.post(address).status_code == 422
    assert not Plan.objects.exists()


def test_a_year_that_has_a_plan_leads_to_it(client, plan, school):
    address = reverse("schools:plan_begin", args=[school.pk, plan.year])
    assert "has a plan for 2026/27 already" in client.get(address).text


@pytest.mark.parametrize("number", [1, 12])
def test_the_review_asks_as_much_for_many_actions_as_for_one(
    client, plan, number, django_assert_max_num_queries
):
    for action in [*plan.actions.all(), *ActionFactory.create_batch(number - 1, plan=plan)]:
        review(action, Season.AUTUMN, "done")
    client.get(url(plan))
    with django_assert_max_num_queries(14):
        client.get(url(plan))
    assert PlanAction.objects.count() == number
