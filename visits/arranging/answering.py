"""What a school answers: in its own area, or by the link in an e-mail without an account."""

from django.db import transaction
from django.utils import timezone

from visits.arranging import checking, notices
from visits.arranging.locking import locked, put
from visits.arranging.refusals import AnsweredMeanwhile, TimeTaken, VisitRefused
from visits.choices import COMING, ReplyKind, VisitState
from visits.models import Visit, VisitReply


@transaction.atomic
def choose(*, visit, date, by=None, name="", seen=None, words="") -> Visit:
    """The school chooses one of the proposed dates; returns the visit, CONFIRMED.

    ``by``: who is signed in; without one, ``name`` says who answers by the link. ``seen``: the
    revision on the page. The same answer sent twice changes nothing. Raises AnsweredMeanwhile,
    TimeTaken, and VisitRefused for a date that is past or was withdrawn.
    """
    visit = locked(visit)
    chosen = visit.dates.filter(pk=date.pk, withdrawn_at=None).first()
    if _stands_at(visit, chosen):
        return visit
    _check_seen(visit, seen)
    if visit.state not in (*COMING, VisitState.REFUSED, VisitState.NO_REPLY):
        raise AnsweredMeanwhile
    if chosen is None:
        raise VisitRefused("The hub has withdrawn this date. Please choose another.")
    if chosen.starts_at <= timezone.now():
        raise VisitRefused("This date is past. Please choose another, or ask for other dates.")
    if not visit.school.is_open:
        raise VisitRefused(f"{visit.school.name} has closed, so nobody can visit it.")
    try:
        officers = visit.officers.values("officer")
        checking.check_free(officers, chosen.starts_at, chosen.ends_at, but=visit)
    except TimeTaken as taken:
        raise TimeTaken from taken  # where else the officer is does not concern this school
    before = visit.starts_at if visit.state == VisitState.CONFIRMED else None
    put(
        visit,
        state=VisitState.CONFIRMED,
        action="chose a date for",
        by=by,
        starts_at=chosen.starts_at,
        ends_at=chosen.ends_at,
        confirmed_at=timezone.now(),
        why="",
    )
    _reply(visit, ReplyKind.CHOSE, words, by=by, name=name)
    notices.confirmed(visit, before=before)
    notices.answered(visit, ReplyKind.CHOSE, words, by=by, name=name)
    return visit


@transaction.atomic
def ask_for_others(*, visit, words, by=None, name="", seen=None) -> Visit:
    """None of the dates suits the school; returns the visit, TO_ARRANGE.

    The dates stay open, so that the school can still take one, until the hub proposes others.
    """
    visit = locked(visit)
    _check_seen(visit, seen)
    if visit.state not in (VisitState.PROPOSED, VisitState.CONFIRMED):
        raise AnsweredMeanwhile
    if not words.strip():
        raise VisitRefused("Say which days or times suit you better.")
    stood_at = visit.starts_at
    put(visit, state=VisitState.TO_ARRANGE, action="asked for other dates for", by=by)
    _reply(visit, ReplyKind.ASKED, words, by=by, name=name)
    notices.answered(visit, ReplyKind.ASKED, words, by=by, name=name, stood_at=stood_at)
    return visit


@transaction.atomic
def refuse(*, visit, reason, by=None, name="", seen=None) -> Visit:
    """The school does not want the visit, or calls it off; returns the visit, REFUSED or CANCELLED.

    A visit that had a day is cancelled; one that was only proposed is refused.
    """
    visit = locked(visit)
    _check_seen(visit, seen)
    if visit.state not in COMING:
        raise AnsweredMeanwhile
    reason = " ".join(reason.split())[:500]
    if not reason:
        raise VisitRefused("Say in a few words why.")
    stood_at = visit.starts_at
    put(
        visit,
        state=VisitState.CANCELLED if stood_at else VisitState.REFUSED,
        action="called off" if stood_at else "refused",
        by=by,
        starts_at=stood_at,
        ends_at=visit.ends_at,
        why=reason,
    )
    _reply(visit, ReplyKind.REFUSED, reason, by=by, name=name)
    notices.answered(visit, ReplyKind.REFUSED, reason, by=by, name=name, stood_at=stood_at)
    return visit


def _stands_at(visit, chosen):
    """Is this what stands already: the same answer from a second tab?"""
    stands = chosen is not None and visit.state == VisitState.CONFIRMED
    return stands and visit.starts_at == chosen.starts_at


def _check_seen(visit, seen):
    if seen is not None and visit.revision != seen:
        raise AnsweredMeanwhile


def _reply(visit, kind, words, *, by, name):
    VisitReply.objects.create(visit=visit, kind=kind, words=words.strip(), by=by, name=name[:120])
