"""Writing one section of a plan, taking over what the audit says, and comments on it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from hub.content.pasted import tidy_line
from hub.content.richtext import to_html
from hub.forms import typed
from schools.models import PLAN_TEXTS, SUMMARY_TEXTS, PlanComment
from schools.plans import actions, comments, prefill, said, saving
from schools.plans.forms import CommentForm, marked_anew, section_form
from schools.plans.refusals import PlanRefused
from schools.plans.sections import ACTIONS, PROMPTS, SECTIONS
from schools.plans.status import address, next_section
from schools.plans.views import FORM, plan_of

_GO_ON = "next"


@FORM
def section(request, pk, number, key):
    """The fields of a section; a colleague's words are never written over unseen."""
    plan = plan_of(request, pk, number, "schools.write_plan")
    section = SECTIONS[key]
    if not plan.is_open:
        return _read_only(request, plan, section)
    first = _first_words(plan, section)
    form = section_form(plan=plan, section=section, data=typed(request), first=first)
    theirs = {}
    if form.is_valid():
        try:
            saved = saving.save(
                plan=plan,
                values=form.values,
                seen=form.seen,
                finished=form.cleaned_data["finished"],
                by=request.user,
            )
        except PlanRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            if not saved.overtaken:
                return _onward(request, saved.plan, section)
            plan, theirs = saved.plan, saved.overtaken
            data = marked_anew(request.POST, plan, section.fields)
            form = section_form(plan=plan, section=section, data=data)
    context = _context(request, plan, section, form=form, first=first, theirs=theirs)
    status = 409 if theirs else 422 if form.is_bound else 200
    return render(request, "schools/plans/section.html", context, status=status)


@require_POST
def take(request, pk, number, key):
    """Take over a next step of the audit: into the text of the section, or as an action."""
    plan = plan_of(request, pk, number, "schools.write_plan")
    section = SECTIONS[key]
    step = said.step_of(said.said_for(plan), request.POST.get("step", ""))
    if step is None:
        raise Http404
    try:
        if section.key == ACTIONS:
            values = {"what": step.text[:1000]}
            actions.add_action(plan=plan, values=values, step=step, by=request.user)
            messages.success(request, "It is an action now. Say who does it and by when.")
        elif actions.take_into_text(plan=plan, name=target_of(section), step=step, by=request.user):
            messages.success(request, "The next step stands at the end of the text now.")
        else:
            messages.info(request, "This next step stands in the text already.")
    except PlanRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(address(plan, section.key))


@FORM
def comment(request, pk, number, key):
    """Say something about a section."""
    plan = plan_of(request, pk, number, "schools.write_plan")
    section = SECTIONS[key]
    form = CommentForm(typed(request))
    if form.is_valid():
        try:
            comments.add(plan=plan, section=key, by=request.user, **form.cleaned_data)
        except PlanRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Your comment is there, and your colleagues are told.")
            return redirect(f"{address(plan, key)}#comments")
    context = {"school": plan.school, "plan": plan, "section": section, "form": form}
    context["back"] = address(plan, key)
    status = 422 if form.is_bound else 200
    return render(request, "schools/plans/comment.html", context, status=status)


@require_POST
def resolve(request, pk, number, comment):
    """Call a comment dealt with, or open it again."""
    plan = plan_of(request, pk, number, "schools.write_plan")
    row = get_object_or_404(PlanComment.objects.visible_to(request.user), pk=comment, plan=plan)
    verb = comments.open_again if row.resolved_at else comments.resolve
    try:
        verb(comment=row, by=request.user)
    except PlanRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{address(plan, row.section)}#comments")


def comments_of(plan, section):
    """The comments on a section for its page, those that wait first."""
    rows = list(plan.comments.filter(section=section.key).select_related("by", "resolved_by"))
    return sorted(rows, key=lambda row: row.resolved_at is not None)


def target_of(section):
    """The text of a section that a next step goes into, or ""."""
    texts = [name for name in section.fields if name in (*PLAN_TEXTS, *SUMMARY_TEXTS)]
    return texts[-1] if texts else ""


def _context(request, plan, section, *, form, first, theirs):
    audit = said.said_of(said.said_for(plan), section)
    target = target_of(section)
    lines = getattr(plan, target).split("\n") if target else []
    steps = [(step, _line(step) in lines) for each in audit for step in each.next_steps]
    return {
        "school": plan.school,
        "plan": plan,
        "section": section,
        "form": form,
        "first": bool(first) and not form.is_bound,
        "theirs": [(PROMPTS[name].label, text) for name, text in theirs.items()],
        "audit": audit,
        "steps": steps[: said.SHOWN] if target else [],
        "more_steps": steps[said.SHOWN :] if target else [],
        "comments": comments_of(plan, section),
        "comment_form": CommentForm(),
        "next": next_section(section.key),
    }


def _line(step):
    """A next step as it stands in a text that has taken it over."""
    return f"- {tidy_line(step.text)}"


def _read_only(request, plan, section):
    """What an agreed or archived plan says in a section, and what colleagues say about it."""
    if request.method == "POST":
        messages.error(request, "This plan is not open, so nothing was saved.")
        return redirect(plan)
    values = [(PROMPTS[name].label, getattr(plan, name)) for name in section.fields]
    is_text = target_of(section) != ""
    context = {
        "school": plan.school,
        "plan": plan,
        "section": section,
        "texts": [(label, to_html(value)) for label, value in values if is_text and value],
        "lines": [] if is_text else values,
        "comments": comments_of(plan, section),
        "comment_form": CommentForm(),
    }
    return render(request, "schools/plans/section_read.html", context)


def _first_words(plan, section):
    """Words for fields that are empty, from what the fact base knows."""
    empty = [name for name in section.fields if not getattr(plan, name)]
    found = {name: prefill.first_words(plan, name) for name in empty}
    return {name: words for name, words in found.items() if words}


def _onward(request, plan, section):
    messages.success(request, f"{section.title} is saved.")
    after = next_section(section.key)
    if _GO_ON in request.POST and after is not None:
        return redirect(address(plan, after.key))
    return redirect(plan)
