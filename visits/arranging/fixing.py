"""A time that officer and school have agreed on by telephone or at the school gate."""

from django.db import transaction
from django.utils import timezone

from hub.calendar.school_calendar import calendar_of
from visits.arranging import checking, notices
from visits.arranging.locking import locked, put
from visits.arranging.refusals import VisitRefused
from visits.choices import COMING, VisitState
from visits.models import Visit

_FROM = (*COMING, VisitState.NO_REPLY, VisitState.REFUSED, VisitState.CANCELLED)


@transaction.atomic
def confirm(*, visit, starts_at, ends_at, by, seen=None, **fields) -> Visit:
    """Fix the time that was agreed with the school; returns the visit, CONFIRMED.

    ``fields``: medium, place, purpose, contact_email. Hours outside the officer's week are their
    own affair, so the page asks about them and this does not.
    Raises VisitRefused for a time that is past, a day without school, and an officer who is
    elsewhere (TimeTaken).
    """
    visit = locked(visit, seen=seen)
    if visit.state not in _FROM:
        raise VisitRefused(
            f"This visit is {visit.get_state_display().lower()}: its time is not fixed any more."
        )
    before = visit.starts_at if visit.state == VisitState.CONFIRMED else None
    _fix(visit, starts_at, ends_at, by=by, action="moved" if before else "confirmed", **fields)
    notices.confirmed(visit, before=before)
    notices.given(visit, by=by)
    return visit


@transaction.atomic
def move(*, visit, starts_at, ends_at, by, seen=None, **fields) -> Visit:
    """Move a confirmed visit to another time that was agreed with the school.

    Raises as ``confirm`` does, and VisitRefused for a visit that is not confirmed.
    """
    now = locked(visit, seen=seen)
    if now.state != VisitState.CONFIRMED:
        raise VisitRefused("Only a visit that is confirmed is moved. See how it stands now.")
    return confirm(visit=now, starts_at=starts_at, ends_at=ends_at, by=by, **fields)


def _fix(visit, starts_at, ends_at, *, by, action, **fields):
    if not visit.school.is_open:
        raise VisitRefused(f"{visit.school.name} is not open, so nobody can visit it.")
    if visit.officer_id is None:
        raise VisitRefused("Say first which officer goes.")
    checking.check_day(visit.school, calendar_of(visit.school_id), starts_at)
    checking.check_free(visit.officers.values("officer"), starts_at, ends_at, but=visit)
    visit.dates.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())
    put(
        visit,
        state=VisitState.CONFIRMED,
        action=action,
        by=by,
        starts_at=starts_at,
        ends_at=ends_at,
        confirmed_at=timezone.now(),
        why="",
        **fields,
    )
