"""What a school does next about its plan, on its home page. Imported by schools.next_steps."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from hub.calendar.years import AcademicYear
from hub.permissions import may
from hub.policy.values import value
from schools.choices import PlanState
from schools.models import Plan
from schools.next_steps import Step, next_step
from schools.plans import reviews


@next_step(order=28)
def development_plan(school, user):
    """The plan of this year, and as September comes near, that of the next: one step for each."""
    if not may(user, "schools.begin_plan", school):
        return None
    now = AcademicYear.current()
    plans = {plan.year: plan for plan in Plan.objects.live().filter(school=school)}
    steps = [_of_this_year(school, plans.get(now), now)]
    if is_near(now.next):
        steps.append(_to_publish(school, plans.get(now.next), now.next))
    return [step for step in steps if step is not None]


def is_near(year):
    """Is it time to remind schools of the plan of a year that has not begun?"""
    days = value("plan-reminder-days", year)
    return year.starts_on - timedelta(days=days) <= timezone.localdate() < year.starts_on


def _of_this_year(school, plan, year):
    if plan is None:
        return Step(
            f"Begin your music development plan for {year}",
            reverse("schools:plan_begin", args=[school.pk, year]),
            hint="Much of it is there: what your audit says, and what the hub knows.",
            label="Not started",
        )
    if plan.state == PlanState.REVIEW_DUE:
        return Step(
            f"Review your music development plan for {year}",
            plan.get_absolute_url(),
            hint="Bring the summary up to date and publish it again.",
            due=plan.review_on,
        )
    if not plan.is_out:
        return _to_publish(school, plan, year)
    waiting = reviews.to_review(plan)
    if waiting is None:
        return None
    season, number = waiting
    return Step(
        f"Review the actions of your plan: {season.label.lower()} term",
        reverse("schools:plan_review", args=[school.pk, plan.pk]),
        hint="A sentence for each: how far it is, and what it has changed.",
        label=f"{number} action{'' if number == 1 else 's'}",
    )


def _to_publish(school, plan, year):
    """The way from nothing to a published plan; before the year begins it has a last day."""
    due = None if timezone.localdate() >= year.starts_on else year.starts_on - timedelta(days=1)
    if plan is None:
        return Step(
            f"Begin your music development plan for {year}",
            reverse("schools:plan_begin", args=[school.pk, year]),
            hint="Most of it can be taken over from this year.",
            due=due,
        )
    if plan.is_out:
        return None
    words = {
        PlanState.DRAFT: (
            "Go on with",
            "Nobody but the lead and head of your school reads it yet.",
        ),
        PlanState.AGREED: ("Publish", "It is agreed. Its summary belongs on your website."),
    }
    verb, hint = words[plan.state]
    label = "" if due else plan.get_state_display()
    text = f"{verb} your music development plan for {year}"
    return Step(text, plan.get_absolute_url(), hint=hint, due=due, label=label)
