"""Places for the office to look at: at a school that has closed, or that the child has left."""

from django.db import transaction
from django.db.models import Count, F, Q

from hub.people.models import Pupil
from hub.places.choices import LIVE
from hub.trail.record import record
from schools.choices import SchoolStatus
from tuition.models import Enrolment, Provision


def at_closed():
    """Lessons and groups with learners at schools that have closed, with ``learners``."""
    live = Q(enrolments__state__in=LIVE, enrolments__pupil__isnull=False)
    rows = Provision.objects.filter(venue__school__status=SchoolStatus.CLOSED)
    return rows.annotate(learners=Count("enrolments", filter=live)).filter(learners__gt=0)


def left_behind():
    """Places at a school at which the learner was when it was taken, and is no longer."""
    rows = Enrolment.objects.taught().filter(
        provision__venue__school__isnull=False, school=F("provision__venue__school")
    )
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
