"""What the portal does by itself about visits: remind both sides, call off what has closed."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from hub.policy.values import value
from schools.choices import SchoolStatus
from visits import standing
from visits.arranging import carrying, notices
from visits.arranging.words import to_write
from visits.choices import COMING, VisitState
from visits.models import Visit, VisitRequest, VisitStanding

_BATCH = 200
_STANDINGS = 1000


def remind_of_coming() -> int:
    """Remind school and officers of visits that are near, once each time that they are fixed."""
    now = timezone.now()
    near = now + timedelta(days=value("visit-remind-days"))
    rows = Visit.objects.filter(
        state=VisitState.CONFIRMED, starts_at__gt=now, starts_at__lte=near, reminded_on=None
    )
    # What was agreed within these days is fresh in everybody's mind.
    rows = rows.exclude(confirmed_at__gt=now - timedelta(days=1))
    return _each(rows, "reminded_on", _of_coming)


def chase_unanswered() -> int:
    """Remind schools of dates that wait for their answer, once each time that some are proposed."""
    before = timezone.now() - timedelta(days=value("visit-chase-days"))
    rows = Visit.objects.filter(state=VisitState.PROPOSED, proposed_at__lt=before, chased_on=None)
    return _each(rows, "chased_on", _of_dates)


def remind_of_late() -> int:
    """Remind officers once of visits that are past and not marked done, or not written up."""
    before = timezone.now() - timedelta(days=value("visit-late-days"))
    rows = Visit.objects.filter(to_write(before), ends_at__lt=before, officer_told_on=None)
    return _each(rows, "officer_told_on", notices.late)


def call_off_at_closed() -> int:
    """Call off coming visits to schools that have closed and that no school follows."""
    rows = Visit.objects.filter(state__in=COMING, school__status=SchoolStatus.CLOSED)
    schools = {visit.school_id: visit.school for visit in rows.select_related("school")[:_BATCH]}
    asked = VisitRequest.objects.filter(answered_at=None, school__status=SchoolStatus.CLOSED)
    schools |= {each.school_id: each.school for each in asked.select_related("school")[:_BATCH]}
    return carrying.call_off(list(schools.values()))


def mend_standings() -> tuple[int, int]:
    """(how many schools' standings were looked at, how many were wrong), in batches."""
    looked = wrong = 0
    known = Visit.objects.values("school").union(VisitStanding.objects.values("school"))
    keys = sorted({row["school"] for row in known})
    for first in range(0, len(keys), _STANDINGS):
        batch = keys[first : first + _STANDINGS]
        with transaction.atomic():
            wrong += standing.drift(batch)
        looked += len(batch)
    return looked, wrong


def _each(rows, marked, tell):
    """Mark each row under its lock and tell of it; a row that somebody else has is left to them."""
    told = 0
    for pk in list(rows.order_by("pk").values_list("pk", flat=True)[:_BATCH]):
        with transaction.atomic():
            again = rows.select_for_update(of=("self",), skip_locked=True)
            visit = again.select_related("school", "type", "officer").filter(pk=pk).first()
            if visit is None:
                continue
            setattr(visit, marked, timezone.localdate())
            visit.save(update_fields=[marked])
            tell(visit)
            told += 1
    return told


def _of_coming(visit):
    notices.reminder(visit)
    notices.officer_reminder(visit)


def _of_dates(visit):
    dates = visit.dates.filter(withdrawn_at=None, starts_at__gt=timezone.now())
    if times := list(dates.values_list("starts_at", "ends_at")):
        notices.unanswered(visit, times)
