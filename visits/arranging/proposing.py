"""Dates that the hub proposes to a school."""

from django.db import transaction
from django.utils import timezone

from hub.calendar.school_calendar import calendar_of
from hub.policy.values import value
from visits.arranging import checking, notices
from visits.arranging.clocking import in_words
from visits.arranging.locking import locked, put
from visits.arranging.refusals import VisitRefused
from visits.choices import COMING, VisitState
from visits.models import ProposedDate, Visit

#: From here dates may be proposed; after a refusal or no reply somebody may try again.
_FROM = (*COMING, VisitState.NO_REPLY, VisitState.REFUSED, VisitState.CANCELLED)
_FEWEST = 2


@transaction.atomic
def propose(*, visit, times, by, seen=None, **fields) -> Visit:
    """Offer the school some times to choose from; returns the visit, PROPOSED.

    ``times``: [(starts_at, ends_at)], as many as the rule "visit-dates-most" allows. ``fields``:
    medium, place, purpose, contact_email. What was offered before is withdrawn, its link stops, and
    a time that stood is given up. The school is written to.
    Raises VisitRefused in words for whatever ``why_not`` finds, and when nobody can be written to.
    """
    visit = locked(visit, seen=seen)
    if visit.state not in _FROM:
        raise VisitRefused(
            f"This visit is {visit.get_state_display().lower()}: no dates are proposed any more."
        )
    check_number(times)
    for number, words in why_not(visit, times).items():
        raise VisitRefused(f"Date {number + 1}: {words}")
    stood_at = visit.starts_at
    visit.dates.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())
    ProposedDate.objects.bulk_create(
        [ProposedDate(visit=visit, starts_at=starts, ends_at=ends) for starts, ends in times]
    )
    put(
        visit,
        state=VisitState.PROPOSED,
        action="proposed dates for",
        by=by,
        proposed_at=timezone.now(),
        link_number=visit.link_number + 1,
        why="",
        noted=" · ".join(in_words(*each) for each in times),
        **fields,
    )
    if not notices.proposed(visit, times, stood_at=stood_at):
        raise VisitRefused(
            f"Nobody of {visit.school.name} has an account. Enter the e-mail address of the "
            "person to write to."
        )
    return visit


def check_number(times):
    """Raise VisitRefused for too few or too many of them, and for the same twice."""
    most = value("visit-dates-most")
    if not _FEWEST <= len(times) <= most:
        raise VisitRefused(f"Propose from {_FEWEST} to {most} dates.")
    if len({starts for starts, _ in times}) < len(times):
        raise VisitRefused("The same time stands there twice. Propose different ones.")


def why_not(visit, times) -> dict[int, str]:
    """{number of the time, from 0: why it cannot be proposed}."""
    if not visit.school.is_open:
        return dict.fromkeys(range(len(times)), f"{visit.school.name} is not open.")
    calendar = calendar_of(visit.school_id)
    officers = [place.officer for place in visit.officers.select_related("officer")]
    if not officers:
        return dict.fromkeys(range(len(times)), "Say first which officer goes.")
    found = {}
    for number, (starts, ends) in enumerate(times):
        try:
            checking.check_day(visit.school, calendar, starts)
            for officer in officers:
                checking.check_hours(officer, starts, ends)
            checking.check_free(officers, starts, ends, but=visit)
        except VisitRefused as refusal:
            found[number] = str(refusal)
    return found
