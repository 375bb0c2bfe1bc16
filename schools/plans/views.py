"""The plans of a school: the list, beginning one, the sections of one, and one to read."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hub.content.richtext import to_html
from hub.forms import typed
from hub.home.here import school_of, show_school
from hub.permissions import may, require
from schools.choices import PlanState
from schools.models import PLAN_TEXTS, SUMMARY_TEXTS, Plan, School
from schools.plans import contents, lifecycle, prefill, reviews, seeding, status
from schools.plans.actions import money_of
from schools.plans.forms import BeginForm
from schools.plans.refusals import PlanRefused, check_year
from schools.plans.sections import PROMPTS

FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def own(request):
    """To the plans of the school that somebody is at: the entry of the menu."""
    require(request.user, "schools.write_plan")
    return redirect("schools:plans", school_of(request).pk)


@require_safe
def plans(request, pk):
    """Every plan of the school, the newest year first, and the years to begin one for."""
    school = _school(request, pk)
    found = Plan.objects.visible_to(request.user).filter(school=school)
    context = {
        "school": school,
        "live": [plan for plan in found if plan.is_live],
        "archived": [plan for plan in found if not plan.is_live],
        "years": lifecycle.years_to_begin(school) if school.is_open else [],
    }
    return render(request, "schools/plans/list.html", context)


@FORM
def begin(request, pk, year):
    """Begin the plan of a year, with ticks for what goes along from an earlier one."""
    school = _school(request, pk)
    refusal = _refusal(school, year)
    seen = Plan.objects.visible_to(request.user)
    seed = None if refusal else seeding.seed_for(school, year, seen)
    form = BeginForm(typed(request), seed=seed)
    if not refusal and form.is_valid():
        try:
            plan = seeding.begin(
                school=school, year=year, by=request.user, **form.taken(), source=form.source
            )
        except PlanRefused as refused:
            refusal = str(refused)
        else:
            messages.success(request, f"Your plan for {year} is begun. Nobody else reads it yet.")
            return redirect(plan)
    context = {"school": school, "year": year, "form": form, "seed": seed, "refusal": refusal}
    context["years"] = lifecycle.years_to_begin(school) if refusal else []
    status_code = 422 if form.is_bound else 200
    return render(request, "schools/plans/begin.html", context, status=status_code)


@require_safe
def plan(request, pk, number):
    """The sections of a plan for those who write it; for others, and archived, the whole of it."""
    plan = plan_of(request, pk, number)
    if not (plan.is_live and may(request.user, "schools.write_plan", plan)):
        return _whole(request, plan)
    actions = list(plan.actions.all())
    money = money_of(plan, budget=prefill.music_budget(plan))
    comments = list(plan.comments.filter(resolved_at=None))
    groups = status.tasks_of(plan, actions=actions, money=money, comments=comments)
    tasks = [task for group in groups.values() for task in group]
    last = plan.versions.order_by("-number").first()
    context = {
        "school": plan.school,
        "plan": plan,
        "groups": groups.items(),
        "done": sum(task.is_done for task in tasks),
        "total": len(tasks),
        "lacks": _lacks(plan),
        "has_changes": plan.is_out and last is not None and contents.has_changes(plan, last),
        "to_review": reviews.to_review(plan) if plan.state != PlanState.DRAFT else None,
    }
    return render(request, "schools/plans/plan.html", context)


@require_safe
def whole(request, pk, number):
    """The whole plan on one page, to read and to print."""
    return _whole(request, plan_of(request, pk, number))


def plan_of(request, pk, number, right=None):
    """The plan of an address, for whoever may read it (404) and holds the ``right`` (403)."""
    seen = Plan.objects.visible_to(request.user).filter(school=pk)
    plan = get_object_or_404(seen.select_related("school", "changed_by", "agreed_by"), pk=number)
    if right:
        require(request.user, right, plan)
    show_school(request, plan.school)
    return plan


def _school(request, pk):
    school = get_object_or_404(School.objects.visible_to(request.user), pk=pk)
    require(request.user, "schools.begin_plan", school)
    show_school(request, school)
    return school


def _lacks(plan):
    """What is missing before the next step, in words; "" when nothing is."""
    if plan.state == PlanState.DRAFT:
        return lifecycle.listed(lifecycle.to_agree(plan))
    return lifecycle.listed(contents.missing(plan)) if plan.state == PlanState.AGREED else ""


def _refusal(school, year):
    """Why no plan can be begun for this year, or ""."""
    try:
        check_year(year)
    except PlanRefused as refusal:
        return str(refusal)
    if not school.is_open:
        return f"{school} is closed, so it begins no plan."
    if year not in lifecycle.years_to_begin(school):
        return f"{school} has a plan for {year} already. Open it and go on there."
    return ""


def _whole(request, plan):
    actions = list(plan.actions.all())
    context = {
        "school": plan.school,
        "plan": plan,
        "texts": _texts(plan, PLAN_TEXTS),
        "summary": _texts(plan, SUMMARY_TEXTS),
        "actions": actions,
        "costs": [action for action in actions if action.cost],
        "lines": list(plan.budget_lines.all()),
        "money": money_of(plan, budget=prefill.music_budget(plan)),
        "rows": [row for row in reviews.rows_of(plan) if row.is_reviewed],
        "back": reverse("schools:plan", args=[plan.school_id, plan.pk]),
    }
    return render(request, "schools/plans/whole.html", context)


def _texts(plan, names):
    """[(what it is called, its text as HTML)] of what is written."""
    return [
        (PROMPTS[name].label, to_html(getattr(plan, name))) for name in names if getattr(plan, name)
    ]
