"""The demo's plans: of three years, of none, some and all, as the demo's facts say."""

import io

import pytest
from django.core.management import call_command

from hub.accounts.models import User
from schools.models import Fact, Plan, PlanAddress, PlanReview, PlanVersion

pytestmark = pytest.mark.django_db


def test_plans_are_there_as_the_facts_say_and_one_stands_public_a_school():
    call_command("demo", "--schools=60", "--as-of=2026-11-26", stdout=io.StringIO())
    told = Fact.objects.in_force().filter(
        key="plan-status", text__in=["draft", "agreed", "published"]
    )
    assert Plan.objects.count() == told.count()
    assert set(Plan.objects.values_list("year", flat=True)) == {2024, 2025, 2026}
    assert {"draft", "agreed", "published", "archived"} <= set(
        Plan.objects.values_list("state", flat=True)
    )
    public = PlanVersion.objects.standing().values("school")
    assert public.count() == PlanAddress.objects.count() > 5
    assert PlanReview.objects.exists()


def test_the_demos_lead_goes_on_with_a_draft_on_which_the_head_has_commented():
    call_command("demo", "--schools=60", "--as-of=2026-11-26", stdout=io.StringIO())
    lead = User.objects.get(email="lead@demo.example")
    school = lead.grants.order_by("pk").first().school
    states = dict(Plan.objects.filter(school=school).values_list("year", "state"))
    assert states == {2024: "archived", 2025: "review-due", 2026: "draft"}
    draft = Plan.objects.get(school=school, year=2026)
    assert str(draft.comments.get().by.email) == "head@demo.example"
    assert PlanVersion.objects.standing().get(school=school).plan.year == 2025
