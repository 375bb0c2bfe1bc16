"""What is done with a whole plan, each after a page that says what follows; its versions."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from schools.choices import PlanState
from schools.models import PlanVersion
from schools.plans import contents, lifecycle, sharing
from schools.plans.addresses import public_url, standing_slug
from schools.plans.refusals import PlanRefused
from schools.plans.views import FORM, plan_of
from schools.summaries import publishing


@dataclass(frozen=True)
class Step:
    """``what_follows``: a plan -> sentences; ``refusal``: a plan -> why not, or "";

    ``verb``: (plan, by) -> what happened, in words.
    """

    title: str
    button: str
    what_follows: Callable
    refusal: Callable
    verb: Callable


def _agree(plan, by):
    lifecycle.agree(plan=plan, by=by)
    return "The plan is agreed. Check the summary and publish it when you are ready."


def _cannot_agree(plan):
    if plan.state != PlanState.DRAFT:
        return f"This plan is not a draft: {plan.get_state_display().lower()}."
    lacks = lifecycle.to_agree(plan)
    return f"Before you agree it, add {lifecycle.listed(lacks)}." if lacks else ""


def _publish(plan, by):
    version = publishing.publish(plan=plan, by=by)
    return f"The summary is published, version {version.number}. Everybody can read it now."


def _cannot_publish(plan):
    try:
        lifecycle.check_publishing(plan)
    except PlanRefused as refusal:
        return str(refusal)
    return ""


def _publishing(plan):
    slug = standing_slug(plan.school) or plan.school.urn
    where = f"at {public_url(slug)}" if slug else "at an address that stays"
    sentences = [
        f"Everybody can read the summary {where}. That address stays the same every year.",
        "It shows the overview, Parts A, B and C, In the future, and Further information. "
        "Objective, actions, budget and comments stay in your school.",
        f"It is to be reviewed on {plan.review_on:%-d %B %Y}." if plan.review_on else "",
        f"The version before it, number {plan.version}, stays for you to read."
        if plan.version
        else "",
        "Your colleagues are told by e-mail, and the hub sees that it is published.",
    ]
    return [sentence for sentence in sentences if sentence]


def _share(plan, by):
    with_hub = plan.shared_at is None
    lifecycle.share(plan=plan, by=by, with_hub=with_hub)
    if with_hub:
        return "Officers of the hub can read the plan now, and cannot change it."
    return "The hub no longer reads the plan. What is published stays public."


def _reopen(plan, by):
    lifecycle.reopen(plan=plan, by=by)
    return "The plan is a draft again."


def _archive(plan, by):
    lifecycle.archive(plan=plan, by=by)
    return f"The plan for {plan.year} is archived."


STEPS = {
    "agree": Step(
        "Agree the plan",
        "Agree the plan",
        lambda plan: [
            "It says that your school stands behind the plan.",
            "After that its texts stay as they are until you open it again or publish it.",
            "Your colleagues are told by e-mail. Nothing becomes public yet.",
        ],
        _cannot_agree,
        _agree,
    ),
    "reopen": Step(
        "Open the plan again",
        "Open it again",
        lambda plan: [
            "The plan becomes a draft, so that you can change it.",
            "You agree it anew before you publish its summary.",
        ],
        lambda plan: (
            ""
            if plan.state == PlanState.AGREED
            else "Only a plan that is agreed and not published is opened again."
        ),
        _reopen,
    ),
    "publish": Step(
        "Publish the summary", "Publish the summary", _publishing, _cannot_publish, _publish
    ),
    "share": Step(
        "Share the plan with the hub",
        "Share the plan",
        sharing.what_follows,
        lambda plan: "",
        _share,
    ),
    "archive": Step(
        "Archive the plan",
        "Archive the plan",
        lambda plan: [
            "It moves to your archived plans: you read it and no longer change it.",
            "What it has published stays at your public address until you publish another plan."
            if plan.version
            else f"You can begin another plan for {plan.year}.",
        ],
        lambda plan: "" if plan.is_live else "This plan is archived already.",
        _archive,
    ),
}


@FORM
def step(request, pk, number, step):
    """A page that says what follows, and the step itself."""
    plan = plan_of(request, pk, number, "schools.write_plan")
    doing = STEPS[step]
    if request.method == "POST":
        try:
            messages.success(request, doing.verb(plan, request.user))
        except PlanRefused as refusal:
            messages.error(request, str(refusal))
        return redirect(plan)
    shared = step == "share" and plan.shared_at is not None
    context = {
        "school": plan.school,
        "plan": plan,
        "title": "Stop sharing the plan with the hub" if shared else doing.title,
        "button": "Stop sharing" if shared else doing.button,
        "sentences": doing.what_follows(plan),
        "refusal": doing.refusal(plan),
        "preview_url": _preview(plan) if step == "publish" else "",
    }
    return render(request, "schools/plans/step.html", context)


@require_safe
def versions(request, pk, number):
    """Every version of the summary that was published, the newest first."""
    plan = plan_of(request, pk, number)
    rows = PlanVersion.objects.visible_to(request.user).filter(plan=plan)
    last = plan.versions.order_by("-number").first()
    context = {
        "school": plan.school,
        "plan": plan,
        "versions": list(rows.select_related("published_by").order_by("-number")),
        "has_changes": last is not None and contents.has_changes(plan, last),
        "public": _public(plan),
    }
    return render(request, "schools/plans/versions.html", context)


@require_safe
def version(request, pk, number, version):
    """One version of the summary as it was published."""
    plan = plan_of(request, pk, number)
    rows = PlanVersion.objects.visible_to(request.user).select_related("published_by")
    row = get_object_or_404(rows, plan=plan, number=version)
    context = {
        "school": plan.school,
        "plan": plan,
        "version": row,
        "lines": contents.lines_of(row.contents),
        "texts": contents.texts_of(row.contents),
    }
    return render(request, "schools/plans/version.html", context)


def _preview(plan):
    return reverse("schools:summary", args=[plan.school_id, plan.pk])


def _public(plan):
    """The public address, where something of the school stands there."""
    slug = standing_slug(plan.school)
    return public_url(slug) if slug else ""
