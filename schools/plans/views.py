"""The plans of a school, and one of them as a list of what is to do."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from hub.home.here import show_school
from hub.permissions import require
from schools.models import Plan, School


@require_safe
def plans(request, pk):
    """Every plan of the school, the newest year first."""
    school = get_object_or_404(School.objects.visible_to(request.user), pk=pk)
    require(request.user, "schools.begin_plan", school)
    show_school(request, school)
    found = Plan.objects.visible_to(request.user).filter(school=school)
    return render(request, "schools/plans/list.html", {"school": school, "plans": found})


@require_safe
def plan(request, pk, number):
    """One plan."""
    plan = plan_of(request, pk, number)
    return render(request, "schools/plans/plan.html", {"school": plan.school, "plan": plan})


def plan_of(request, pk, number, right=None):
    """The plan of an address, for whoever may read it (404) and holds the ``right`` (403)."""
    seen = Plan.objects.visible_to(request.user).filter(school=pk)
    plan = get_object_or_404(seen.select_related("school", "changed_by"), pk=number)
    if right:
        require(request.user, right, plan)
    show_school(request, plan.school)
    return plan
