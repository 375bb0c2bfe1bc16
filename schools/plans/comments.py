"""Comments of colleagues. Nothing outside this module writes or resolves one."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from hub.content.pasted import tidy
from hub.trail.record import record
from schools.models import Plan, PlanComment
from schools.plans import notices
from schools.plans.refusals import PlanRefused
from schools.plans.sections import SECTIONS


@transaction.atomic
def add(*, plan, section, text, by) -> PlanComment:
    """Say something about a section; the colleagues are told.

    The same words again, from a second click, are said once. Raises PlanRefused for an archived
    plan.
    """
    plan = _locked(plan)
    words = {"section": section, "text": tidy(text).strip(), "by": by}
    if (said := plan.comments.filter(**words, resolved_at=None).first()) is not None:
        return said
    comment = PlanComment.objects.create(plan=plan, **words)
    # What it says stays off the trail, which nobody can erase.
    record("commented", comment, by=by, changes={"section": (None, section)}, fields=["text"])
    link = reverse("schools:plan_section", args=[plan.school_id, plan.pk, section])
    notices.commented(comment, title=SECTIONS[section].title, link=link)
    return comment


@transaction.atomic
def resolve(*, comment, by) -> PlanComment:
    """Call a comment dealt with; once is enough."""
    return _set(comment, timezone.now(), by, "resolved")


@transaction.atomic
def open_again(*, comment, by) -> PlanComment:
    """Call it not dealt with after all."""
    return _set(comment, None, by, "opened again")


def _set(comment, at, by, action):
    _locked(comment.plan)
    comment = PlanComment.objects.select_related("plan").get(pk=comment.pk)
    if (comment.resolved_at is None) == (at is None):
        return comment
    comment.resolved_at, comment.resolved_by = at, by if at else None
    comment.save(update_fields=["resolved_at", "resolved_by"])
    record(action, comment, by=by)
    return comment


def _locked(plan):
    plan = Plan.objects.select_for_update(of=("self",)).select_related("school").get(pk=plan.pk)
    if not plan.is_live:
        raise PlanRefused("This plan is archived, so nothing more is said about it.")
    return plan
