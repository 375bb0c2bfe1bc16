"""The termly review of a plan: every action in each term, and one of them as a form."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from hub.forms import typed
from schools.models import PlanAction, PlanReview
from schools.plans import reviews
from schools.plans.actions import ChangedMeanwhile
from schools.plans.refusals import PlanRefused
from schools.plans.review_forms import ReviewForm
from schools.plans.views import FORM, plan_of


@require_safe
def review(request, pk, number):
    """Every action beside the terms of the year."""
    plan = plan_of(request, pk, number, "schools.write_plan")
    context = {
        "school": plan.school,
        "plan": plan,
        "rows": reviews.rows_of(plan),
        "to_review": reviews.to_review(plan),
        "refusal": _refusal(plan),
        "next_year": plan.year.next,
    }
    return render(request, "schools/plans/review.html", context)


@FORM
def review_action(request, pk, number, season, action):
    """How far an action is in a term, what shows it, and what it has changed."""
    plan = plan_of(request, pk, number, "schools.write_plan")
    rows = PlanAction.objects.visible_to(request.user)
    row = get_object_or_404(rows, plan=plan, pk=action)
    if refusal := _refusal(plan) or _too_early(plan, season):
        messages.info(request, refusal)
        return redirect("schools:plan_review", pk, number)
    standing = PlanReview.objects.filter(action=row, season=season).select_related("by").first()
    form = ReviewForm(typed(request), review=standing, action=row)
    current = None
    if form.is_valid():
        try:
            reviews.save(action=row, season=season, by=request.user, **form.cleaned_data)
        except PlanRefused as refused:
            form.add_error(None, str(refused))
        except ChangedMeanwhile as meanwhile:
            current = meanwhile.row
            data = request.POST.copy()
            data["based_on"] = current.revision
            form = ReviewForm(data, review=current, action=row)
        else:
            return _onward(request, plan, season)
    context = {
        "school": plan.school,
        "plan": plan,
        "action": row,
        "season": season,
        "form": form,
        "current": current,
        "earlier": [each for each in row.reviews.all() if each.season != season],
    }
    status = 409 if current else 422 if form.is_bound else 200
    return render(request, "schools/plans/review_action.html", context, status=status)


def _refusal(plan):
    try:
        reviews.check(plan)
    except PlanRefused as refusal:
        return str(refusal)
    return ""


def _too_early(plan, season):
    if season in reviews.seasons_begun(plan.year):
        return ""
    return f"The {season.label.lower()} term of {plan.year} has not begun yet."


def _onward(request, plan, season):
    """To the next action that this term says nothing of, else back to all of them."""
    waiting = reviews.waiting(plan, season)
    if waiting is None:
        messages.success(request, f"The review of the {season.label.lower()} term is complete.")
        return redirect("schools:plan_review", plan.school_id, plan.pk)
    messages.success(request, "Saved. Here is the next action.")
    return redirect("schools:plan_review_action", plan.school_id, plan.pk, season, waiting.pk)
