"""Places for the office to look at: at a school that the learner has left."""

from django.db import transaction
from django.db.models import F, Q

from hub.people.models import Pupil
from hub.places.choices import PlaceState
from hub.trail.record import record
from tuition.models import Enrolment


def left_behind():
    """Places and turns at a school at which the learner was when it began, and is no longer."""
    rows = Enrolment.objects.live().exclude(state=PlaceState.HELD)
    rows = rows.filter(provision__venue__school__isnull=False, school=F("provision__venue__school"))
    stayed = Q(pupil__school=F("provision__venue__school"))
    return rows.filter(pupil__in=Pupil.objects.present()).exclude(stayed)


@transaction.atomic
def stays(*, enrolment: Enrolment, by) -> Enrolment:
    """The learner keeps the place though they go to another school: nothing to look at any more."""
    row = Enrolment.objects.select_for_update(of=("self",)).get(pk=enrolment.pk)
    school = Pupil.objects.values_list("school", flat=True).get(enrolments=row.pk)
    if row.school_id == school:
        return row
    row.school_id = school
    row.save(update_fields=["school"])
    record("kept", row, by=by, fields=["school"])
    return row
