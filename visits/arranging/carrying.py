"""What becomes of visits when their school closes: another goes on with them, or they are off."""

from django.db import transaction
from django.utils import timezone

from hub.trail.record import record
from schools.choices import SchoolStatus
from schools.lineage import successors_of
from schools.models import School, SchoolLink
from visits import standing
from visits.arranging import notices
from visits.arranging.locking import locked, put
from visits.choices import COMING, VisitState
from visits.models import Visit, VisitRequest


def move_visits(moves, *, by) -> int:
    """Coming visits and open requests of the old school are for the new one; returns how many.

    What has taken place stays where it was: it is read through the lineage of schools.
    """
    by_old = {move.old.pk: move for move in moves}
    coming = Visit.objects.filter(school__in=by_old, state__in=COMING).order_by("pk")
    moved = 0
    for visit in coming.select_related("school"):
        _move(visit, by_old[visit.school_id], by=by)
        moved += 1
    open_ones = VisitRequest.objects.filter(school__in=by_old, answered_at=None).order_by("pk")
    for request in open_ones:
        move = by_old[request.school_id]
        if VisitRequest.objects.filter(school=move.new, answered_at=None).exists():
            _close(request, f"{move.new.name} has asked itself.", by=by)
            continue
        request.school = move.new
        request.save(update_fields=["school"])
        record("moved", request, by=by, reason=move.reason)
        moved += 1
    return moved


def call_off(schools) -> int:
    """Call off what was to come at schools that have closed and that none follows; returns how

    many visits and requests. A school about which somebody has still to decide is left alone.
    """
    closed = [school for school in schools if school.status == SchoolStatus.CLOSED]
    followed = successors_of(closed)
    undecided = SchoolLink.objects.to_decide()
    undecided = undecided.filter(predecessor_urn__in=[each.urn for each in closed if each.urn])
    waiting = set(undecided.values_list("predecessor_urn", flat=True))
    off = 0
    for school in closed:
        after = followed.get(school.pk)
        if school.urn in waiting or (after and after.status != SchoolStatus.CLOSED):
            continue
        for visit in Visit.objects.filter(school=school, state__in=COMING).order_by("pk"):
            off += _call_off(visit)
        for request in VisitRequest.objects.filter(school=school, answered_at=None):
            with transaction.atomic():
                _close(request, f"{school.name} has closed.", by=None)
            off += 1
    return off


def _move(visit, move, *, by):
    visit = locked(visit)
    # The new school too: its standing changes with that of the old one.
    School.objects.select_for_update(of=("self",), no_key=True).get(pk=move.new.pk)
    visit.school = move.new
    visit.sequence += 1  # calendars name the school as the place
    visit.revision += 1
    visit.save(update_fields=["school", "sequence", "revision"])
    standing.refresh(move.old, move.new)
    changes = {"school": (move.old.name, move.new.name)}
    record("moved", visit, by=by, changes=changes, reason=move.reason)
    notices.carried(visit, before=move.old.name, after=move.new.name)


@transaction.atomic
def _call_off(visit):
    visit = locked(visit)
    if visit.state not in COMING:
        return 0
    put(
        visit,
        state=VisitState.CANCELLED,
        action="cancelled",
        by=None,
        starts_at=visit.starts_at,
        ends_at=visit.ends_at,
        why=f"{visit.school.name} has closed."[:500],
    )
    notices.carried(visit, before=visit.school.name, after=None)
    return 1


def _close(request, words, *, by):
    request.answer, request.answered_at = words[:500], timezone.now()
    request.save(update_fields=["answer", "answered_at"])
    record("closed", request, by=by)
