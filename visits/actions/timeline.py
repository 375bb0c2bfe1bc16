"""Actions on the timeline of a school's record. Loaded by visits/timeline.py."""

from django.urls import reverse

from schools.choices import ActionState
from schools.timeline import Event, rows_that_happened, timeline_source
from visits.models import Action

_KIND = "Actions"
_OVER = {ActionState.DONE: "done", ActionState.DROPPED: "dropped"}


def _rows(schools, user):
    rows = Action.objects.none() if user is None else Action.objects.visible_to(user)
    return rows.filter(school__in=schools)


def _was_agreed(at, school, told):
    text = f"An action was agreed: {told['what']}"
    url = reverse("visits:action", args=[told["pk"]])
    return Event(at, text, school, who=told["by"] or "", url=url, is_private=True)


@timeline_source(_KIND, _was_agreed)
def agreed(schools, user):
    """What was agreed, for whoever reads actions."""
    return rows_that_happened(
        _rows(schools, user), at="created_at", pk="pk", what="what", by="created_by__name"
    )


def _was_over(at, school, told):
    text = f"An action is {_OVER[told['state']]}: {told['what']}"
    url = reverse("visits:action", args=[told["pk"]])
    words = told["evidence"] if told["state"] == ActionState.DONE else told["reason"]
    by = told["by"] or ""
    return Event(at, text, school, who=by, url=url, detail=words, is_private=True)


@timeline_source(_KIND, _was_over)
def over(schools, user):
    """What was done and dropped, for whoever reads actions."""
    return rows_that_happened(
        _rows(schools, user).filter(closed_at__isnull=False),
        at="closed_at",
        pk="pk",
        what="what",
        state="state",
        evidence="evidence",
        reason="reason",
        by="closed_by__name",
    )
