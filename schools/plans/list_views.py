"""Actions and the budget of a plan: the lists, adding, changing, removing."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hub.forms import typed
from schools.models import PlanAction, PlanBudgetLine
from schools.plans import actions, prefill, said
from schools.plans.forms import CommentForm
from schools.plans.list_forms import ActionForm, BudgetLineForm
from schools.plans.refusals import PlanRefused
from schools.plans.section_views import comments_of
from schools.plans.sections import ACTIONS, BUDGET, SECTIONS
from schools.plans.status import next_section
from schools.plans.views import FORM, plan_of


@require_safe
def action_list(request, pk, number):
    """Every action of a plan, and the next steps of the audit that can become one."""
    plan = plan_of(request, pk, number, "schools.write_plan")
    section = SECTIONS[ACTIONS]
    rows = list(plan.actions.all())
    taken = {row.step_key for row in rows}
    steps = [(step, step.key in taken) for step in said.steps_of(said.said_for(plan), section)]
    context = _list_context(plan, section) | {
        "actions": rows,
        "steps": steps[: said.SHOWN],
        "more_steps": steps[said.SHOWN :],
        "cost": actions.money_of(plan, budget=None).actions,
    }
    return render(request, "schools/plans/actions.html", context)


@FORM
def action_add(request, pk, number):
    """Add an action."""
    plan = plan_of(request, pk, number, "schools.write_plan")
    form = ActionForm(typed(request), plan=plan)
    if form.is_valid():
        try:
            actions.add_action(plan=plan, values=form.values, by=request.user)
        except PlanRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The action is in the plan.")
            return redirect("schools:plan_actions", pk, number)
    return _write(request, plan, form, ACTIONS, "Add an action")


@FORM
def action(request, pk, number, action):
    """Change an action."""
    plan, row = _row(request, pk, number, PlanAction, action)
    form = ActionForm(typed(request), plan=plan, instance=row, initial={"based_on": row.revision})
    return _change(request, plan, row, form, ACTIONS)


@FORM
def action_remove(request, pk, number, action):
    """Take an action out, after a page that says what goes with it."""
    return _remove(request, *_row(request, pk, number, PlanAction, action), ACTIONS)


@FORM
def budget(request, pk, number):
    """The lines of the budget beside what the actions cost and what there is; adding a line."""
    plan = plan_of(request, pk, number, "schools.write_plan")
    form = BudgetLineForm(typed(request))
    if form.is_valid():
        try:
            actions.add_line(plan=plan, values=form.values, by=request.user)
        except PlanRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The line is in the budget.")
            return redirect("schools:plan_budget", pk, number)
    context = _list_context(plan, SECTIONS[BUDGET]) | {
        "form": form,
        "lines": list(plan.budget_lines.all()),
        "costs": list(plan.actions.filter(cost__gt=0)),
        "money": actions.money_of(plan, budget=prefill.music_budget(plan)),
        "audit": said.said_of(said.said_for(plan), SECTIONS[BUDGET]),
    }
    status = 422 if form.is_bound else 200
    return render(request, "schools/plans/budget.html", context, status=status)


@FORM
def line(request, pk, number, line):
    """Change a line of the budget."""
    plan, row = _row(request, pk, number, PlanBudgetLine, line)
    form = BudgetLineForm(typed(request), instance=row, initial={"based_on": row.revision})
    return _change(request, plan, row, form, BUDGET)


@FORM
def line_remove(request, pk, number, line):
    """Take a line out of the budget, after a page that asks."""
    return _remove(request, *_row(request, pk, number, PlanBudgetLine, line), BUDGET)


def _row(request, pk, number, model, row):
    """(plan, action or line of it) of an address."""
    plan = plan_of(request, pk, number, "schools.write_plan")
    found = model.objects.visible_to(request.user).select_related("plan", "changed_by")
    return plan, get_object_or_404(found, plan=plan, pk=row)


def _change(request, plan, row, form, key):
    verb = _change_action if key == ACTIONS else _change_line
    current = None
    if form.is_valid():
        try:
            verb(row, form.values, based_on=form.cleaned_data["based_on"], by=request.user)
        except PlanRefused as refusal:
            form.add_error(None, str(refusal))
        except actions.ChangedMeanwhile as meanwhile:
            current = meanwhile.row
            data = request.POST.copy()
            data["based_on"] = current.revision
            rest = {"plan": plan} if key == ACTIONS else {}
            form = type(form)(data, instance=type(row).objects.get(pk=row.pk), **rest)
        else:
            messages.success(request, "Saved.")
            return redirect(_list_of(plan, key))
    title = "Change an action" if key == ACTIONS else "Change a line of the budget"
    return _write(request, plan, form, key, title, row=row, current=current)


def _change_action(row, values, **how):
    return actions.change_action(action=row, values=values, **how)


def _change_line(row, values, **how):
    return actions.change_line(line=row, values=values, **how)


def _write(request, plan, form, key, title, *, row=None, current=None):
    remove = "schools:plan_action_remove" if key == ACTIONS else "schools:plan_line_remove"
    context = {
        "school": plan.school,
        "plan": plan,
        "title": title,
        "form": form,
        "current": current,
        "back": _list_of(plan, key),
        "section": SECTIONS[key],
        "remove": reverse(remove, args=[plan.school_id, plan.pk, row.pk]) if row else "",
    }
    status = 409 if current else 422 if form.is_bound else 200
    return render(request, "schools/plans/row.html", context, status=status)


def _remove(request, plan, row, key):
    back = _list_of(plan, key)
    if request.method == "POST":
        try:
            actions.remove(row=row, by=request.user)
        except PlanRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"“{row}” is out of the plan.")
        return redirect(back)
    reviews = row.reviews.count() if key == ACTIONS else 0
    context = {"plan": plan, "school": plan.school, "row": row, "back": back, "reviews": reviews}
    return render(request, "schools/plans/remove.html", context)


def _list_of(plan, key):
    name = "schools:plan_actions" if key == ACTIONS else "schools:plan_budget"
    return reverse(name, args=[plan.school_id, plan.pk])


def _list_context(plan, section):
    return {
        "school": plan.school,
        "plan": plan,
        "section": section,
        "comments": comments_of(plan, section),
        "comment_form": CommentForm(),
        "next": next_section(section.key),
    }
