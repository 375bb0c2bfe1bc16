"""A visit comes to nothing, or takes place; and either can be taken back for a while."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from hub.policy.values import value
from visits.arranging import checking, notices
from visits.arranging.locking import locked, put
from visits.arranging.refusals import VisitRefused
from visits.choices import CAME_TO_NOTHING, COMING, VisitState
from visits.models import Visit, VisitRecord


@transaction.atomic
def cancel(*, visit, reason, by, seen=None) -> Visit:
    """The hub calls a visit off; the school is told when it knew of it. Returns it, CANCELLED."""
    visit = locked(visit, seen=seen)
    if visit.state not in COMING:
        raise VisitRefused(f"This visit is {visit.get_state_display().lower()} already.")
    reason = " ".join(reason.split())[:500]
    if not reason:
        raise VisitRefused("Say in a few words why.")
    knows = visit.state != VisitState.TO_ARRANGE or visit.proposed_at is not None
    put(
        visit,
        state=VisitState.CANCELLED,
        action="cancelled",
        by=by,
        # They stay, for the entry that goes out of calendars; nobody's time is kept any more.
        starts_at=visit.starts_at,
        ends_at=visit.ends_at,
        why=reason,
    )
    if knows:
        notices.cancelled(visit)
    notices.given(visit, by=by)
    return visit


@transaction.atomic
def no_reply(*, visit, by, seen=None) -> Visit:
    """The school has not answered in the days that the hub gives; returns the visit, NO_REPLY."""
    visit = locked(visit, seen=seen)
    if visit.state != VisitState.PROPOSED:
        raise VisitRefused("Only a visit whose dates wait for an answer is without reply.")
    if not is_without_reply(visit):
        day = may_be_without_reply_on(visit)
        raise VisitRefused(f"The school has time to answer until {day:%-d %B %Y}.")
    put(visit, state=VisitState.NO_REPLY, action="put down without reply", by=by)
    return visit


@transaction.atomic
def mark_done(*, visit, by, seen=None) -> Visit:
    """The visit has taken place; returns it, DONE. Raises VisitRefused before it has begun."""
    visit = locked(visit, seen=seen)
    if visit.state != VisitState.CONFIRMED:
        raise VisitRefused("Only a visit that is confirmed is marked as done.")
    if not has_begun(visit):
        raise VisitRefused("This visit is still to come. Mark it as done when it has begun.")
    put(
        visit,
        state=VisitState.DONE,
        action="marked as done",
        by=by,
        starts_at=visit.starts_at,
        ends_at=visit.ends_at,
        done_at=timezone.now(),
    )
    return visit


@transaction.atomic
def undo(*, visit, by, seen=None) -> Visit:
    """Take back “done”, “cancelled”, “refused” or “no reply”, within the days that the hub gives.

    Done becomes confirmed; the rest confirmed when its time is still to come and free, else to
    arrange. Raises VisitRefused for what was written up, and for what is too long ago.
    """
    visit = locked(visit, seen=seen)
    if words := why_not_undone(visit):
        raise VisitRefused(words)
    was_done = visit.state == VisitState.DONE
    stands = was_done or (visit.starts_at and visit.starts_at > timezone.now())
    if stands and not was_done:
        officers = visit.officers.values("officer")
        checking.check_free(officers, visit.starts_at, visit.ends_at, but=visit)
    put(
        visit,
        state=VisitState.CONFIRMED if stands else VisitState.TO_ARRANGE,
        action="took back the end of",
        by=by,
        starts_at=visit.starts_at if stands else None,
        ends_at=visit.ends_at if stands else None,
        done_at=None,
        why="",
    )
    if stands and not was_done:
        notices.confirmed(visit)
    return visit


def why_not_undone(visit) -> str:
    """Why the end of this visit cannot be taken back, or ""."""
    if visit.state not in (VisitState.DONE, *CAME_TO_NOTHING):
        return "There is nothing to take back."
    if visit.state == VisitState.DONE and VisitRecord.objects.filter(visit=visit).exists():
        return "Its record has been begun, so it has taken place."
    days = value("visit-undo-days")
    if visit.state_since < timezone.now() - timedelta(days=days):
        return f"It is longer ago than the {days} days in which it can be taken back."
    if not visit.school.is_open:
        return f"{visit.school.name} has closed."
    return ""


def may_be_without_reply_on(visit):
    """The day from which a visit whose dates wait may be put down as without reply."""
    days = timedelta(days=value("visit-no-reply-days"))
    return timezone.localdate(visit.proposed_at) + days


def is_without_reply(visit) -> bool:
    """May it be put down as without reply today?"""
    waits = visit.state == VisitState.PROPOSED
    return waits and may_be_without_reply_on(visit) <= timezone.localdate()


def has_begun(visit) -> bool:
    """Can it be marked as done?"""
    return visit.state == VisitState.CONFIRMED and visit.starts_at <= timezone.now()
