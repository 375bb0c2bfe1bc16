"""Audits among what has happened at a school. Loaded by schools/timeline.py."""

from itertools import chain

from django.db.models import Q

from hub.permissions import may
from schools.models import Audit
from schools.timeline import ALWAYS, Event, timeline_source


@timeline_source("Audits")
def audits(schools, user, limit, between=ALWAYS):
    """When audits were begun, handed in and given back, as far as the user reads them."""
    rows = Audit.objects.visible_to(user) if user is not None else Audit.objects.submitted()
    happened = (
        Q(filling__started_at__range=between)
        | Q(filling__submitted_at__range=between)
        | Q(reopened_at__range=between)
    )
    rows = rows.filter(happened, school__in=schools).order_by("-year", "-pk")[:limit]
    people = ("filling__started_by", "filling__submitted_by", "reopened_by")
    # A trust reads what was handed in, and sees nobody of a school (schools.see_contacts).
    names = user is not None and may(user, "schools.see_contacts")
    found = chain.from_iterable(_events(each, names) for each in rows.select_related(*people))
    within = [event for event in found if between[0] <= event.at <= between[1]]
    return sorted(within, key=lambda event: event.at, reverse=True)[:limit]


def _events(audit, names):
    filling = audit.filling

    def event(at, what, by, detail=""):
        return Event(
            at=at,
            text=f"Music audit {audit.year} {what}.",
            school=audit.school_id,
            who=str(by or "") if names else "",
            url=audit.get_absolute_url(),
            detail=detail if names else "",
        )

    yield event(filling.started_at, "begun", filling.started_by)
    if audit.reopened_at:
        why = audit.reopen_reason
        yield event(audit.reopened_at, "given back to the school", audit.reopened_by, why)
    if filling.submitted_at:
        yield event(filling.submitted_at, "handed in", filling.submitted_by)
