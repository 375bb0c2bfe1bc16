"""The wish to visit a school, with which every visit begins."""

from django.db import transaction
from django.utils import timezone

from hub.calendar.years import AcademicYear
from hub.trail.record import record
from visits import standing
from visits.arranging.refusals import VisitRefused
from visits.models import Visit, VisitOfficer


@transaction.atomic
def to_arrange(
    *, school, type, by, officer=None, due_on=None, purpose="", follows=None, requests=()
) -> Visit:
    """Note that a school is to be visited; returns the Visit, TO_ARRANGE.

    ``officer``: who will see to it. ``due_on``: by when. ``follows``: the visit that it follows up.
    ``requests``: VisitRequests of the school that it answers.
    Raises VisitRefused for a school that has closed.
    """
    if not school.is_open:
        raise VisitRefused(f"{school.name} is not open, so nobody can visit it.")
    visit = Visit.objects.create(
        school=school,
        year=AcademicYear.of(due_on or timezone.localdate()),
        type=type,
        officer=officer,
        due_on=due_on,
        purpose=purpose,
        follows=follows,
        created_by=by,
    )
    if officer:
        VisitOfficer.objects.create(visit=visit, officer=officer)
    for request in requests:
        request.visit, request.answered_at, request.answered_by = visit, timezone.now(), by
        request.save(update_fields=["visit", "answered_at", "answered_by"])
        record("answered", request, by=by)
    standing.refresh(school)
    record("arranged", visit, by=by, changes={"officer": (None, officer and officer.pk)})
    return visit
