"""Arranging visits to many schools at once: who goes, by when."""

from dataclasses import dataclass, field

from django.db import transaction

from schools.models import School
from visits import arranging
from visits.models import Visit, VisitRequest, VisitStanding

#: Schools at once: each has its visit and its entries on the trail, in one transaction.
MOST_AT_ONCE = 100


@dataclass
class Outcome:
    """``visits``: those made. ``left_out``: (name of a school, why) of the others."""

    visits: list[Visit] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)


@transaction.atomic
def assign(*, schools, officer, type, due_on, purpose, by) -> Outcome:
    """Note for each of the schools that the officer is to visit it; requests of it are answered.

    A school for which a visit is being arranged already, or that has closed meanwhile, is left out
    and named. ``schools``: primary keys.
    """
    # Locked before looking: of two who arrange the same school, the second finds the first's visit.
    locked = School.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=schools)
    rows = list(locked.order_by("pk"))
    standing = VisitStanding.objects.filter(school__in=schools, next_visit__isnull=False)
    arranged = {row.school_id: row.next_visit for row in standing.select_related("next_visit")}
    asked: dict[int, list[VisitRequest]] = {}
    for request in VisitRequest.objects.filter(school__in=schools, answered_at__isnull=True):
        asked.setdefault(request.school_id, []).append(request)
    outcome = Outcome()
    for school in rows:
        if visit := arranged.get(school.pk):
            why = f"A visit stands already: {visit.get_state_display().lower()}."
            outcome.left_out.append((school.name, why))
            continue
        try:
            visit = arranging.to_arrange(
                school=school,
                type=type,
                officer=officer,
                due_on=due_on,
                purpose=purpose,
                requests=asked.get(school.pk, ()),
                by=by,
            )
        except arranging.VisitRefused as refusal:
            outcome.left_out.append((school.name, str(refusal)))
        else:
            outcome.visits.append(visit)
    return outcome
