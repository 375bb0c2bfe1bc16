"""Pages that write a Regional Engagement Plan: its aim, its priorities, a review."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from hub.forms import typed
from visits.models import RegionalPriority
from visits.regional import keeping
from visits.regional.forms import AimForm, PriorityForm, ReviewForm
from visits.regional.views import FORM, plan_of

_WRITE = "visits.write_regional_plan"


@FORM
def aim(request, pk):
    """Write what the hub means to reach."""
    plan = plan_of(request, pk, _WRITE)
    form, current = AimForm(typed(request), plan=plan), None
    if form.is_valid():
        words, seen = form.cleaned_data["aim"], form.cleaned_data["seen"]
        try:
            keeping.set_aim(plan=plan, aim=words, seen=seen, by=request.user)
        except keeping.ChangedMeanwhile as meanwhile:
            current = meanwhile.row.aim
            form = AimForm(_marked(request, keeping.mark_of(current)), plan=plan)
        else:
            messages.success(request, "Saved.")
            return redirect(plan)
    return _write(request, plan, form, "Aim", "Save", current=current)


@FORM
def add_priority(request, pk):
    """Add a priority."""
    plan = plan_of(request, pk, _WRITE)
    form = PriorityForm(typed(request))
    if form.is_valid():
        try:
            keeping.add_priority(plan=plan, values=form.values, by=request.user)
        except keeping.RegionalPlanRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The priority is in the plan.")
            return redirect(plan)
    return _write(request, plan, form, "Add a priority", "Add it")


@FORM
def priority(request, pk, priority):
    """Change a priority."""
    plan, row = _row(request, pk, priority)
    form, current = PriorityForm(typed(request), priority=row), None
    if form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            keeping.change_priority(priority=row, values=form.values, seen=seen, by=request.user)
        except keeping.RegionalPlanRefused as refusal:
            form.add_error(None, str(refusal))
        except keeping.ChangedMeanwhile as meanwhile:
            now = meanwhile.row
            current = "\n".join(filter(None, [now.what, now.get_function_display(), now.success]))
            mark = keeping.mark_of_priority(now)
            form = PriorityForm(_marked(request, mark), priority=now)
        else:
            messages.success(request, "Saved.")
            return redirect(plan)
    remove = reverse("visits:regional_priority_remove", args=[plan.pk, row.pk])
    return _write(request, plan, form, "Change a priority", "Save", current=current, remove=remove)


@require_POST
def move_priority(request, pk, priority, *, up):
    """Put a priority one place up or down."""
    plan, row = _row(request, pk, priority)
    try:
        keeping.move_priority(priority=row, up=up, by=request.user)
    except keeping.RegionalPlanRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{plan.get_absolute_url()}#priorities")


@FORM
def remove_priority(request, pk, priority):
    """Take a priority out, after a page that asks."""
    plan, row = _row(request, pk, priority)
    if request.method == "POST":
        keeping.remove_priority(priority=row, by=request.user)
        messages.success(request, f"“{row.what}” is out of the plan.")
        return redirect(plan)
    return render(request, "visits/regional/remove.html", {"plan": plan, "priority": row})


@FORM
def review(request, pk):
    """Look back: notes, with the figures of today."""
    plan = plan_of(request, pk, _WRITE)
    form = ReviewForm(typed(request))
    if form.is_valid():
        try:
            keeping.review(plan=plan, notes=form.cleaned_data["notes"], by=request.user)
        except keeping.RegionalPlanRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                "The review is kept, with the figures of today. What changes from now on "
                "stands on the plan.",
            )
            return redirect(plan)
    return _write(request, plan, form, "Review this plan", "Keep this review")


def _row(request, pk, priority):
    plan = plan_of(request, pk, _WRITE)
    rows = RegionalPriority.objects.visible_to(request.user).select_related("plan")
    return plan, get_object_or_404(rows, plan=plan, pk=priority)


def _marked(request, mark):
    """What was typed, on what now stands: sent again, it is meant."""
    data = request.POST.copy()
    data["seen"] = mark
    return data


def _write(request, plan, form, title, button, *, current=None, remove=""):
    context = {
        "plan": plan,
        "form": form,
        "title": title,
        "button": button,
        "is_overtaken": current is not None,
        "current": current,
        "remove": remove,
    }
    status = 409 if current is not None else 422 if form.is_bound else 200
    return render(request, "visits/regional/write.html", context, status=status)
