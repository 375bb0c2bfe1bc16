"""Lessons at a school that has closed: they go on elsewhere, or end with notice.

When one school goes on with its history this happens by itself (tuition/carried.py).
"""

from datetime import date

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from hub.places import counter
from hub.places import verbs as places
from hub.places.choices import LIVE, PlaceState
from hub.trail.record import record
from hub.venues.models import Venue
from schools.choices import SchoolStatus
from schools.models import School, SchoolLink
from schools.venues import venue_of
from tuition import lesson_dates
from tuition.after import next_lesson, notices
from tuition.after.refusals import NotDone
from tuition.choices import Payer, ProvisionState
from tuition.keeping import provision as keeping
from tuition.models import Enrolment, Provision
from tuition.notice import notice

REASON = "The school has closed."
#: Of those who stop already nothing is to be decided.
_TO_DECIDE = [str(each) for each in LIVE if each not in (PlaceState.STOPPING, PlaceState.HELD)]


def at_closed():
    """Lessons and groups at schools that have closed, with ``learners`` of whom to decide; and

    those that nobody is in, as long as they are offered.
    """
    mine = Q(enrolments__state__in=_TO_DECIDE, enrolments__pupil__isnull=False)
    rows = Provision.objects.filter(venue__school__status=SchoolStatus.CLOSED)
    rows = rows.annotate(learners=Count("enrolments", filter=mine))
    offered = Q(state=ProvisionState.PUBLISHED, ends_on__gte=timezone.localdate())
    return rows.filter(Q(learners__gt=0) | offered)


def successors(school) -> list[School]:
    """Open schools that the register or staff link with a closed one, most likely one of them."""
    links = SchoolLink.objects.in_force().filter(predecessor_urn=school.urn)
    followed = links.values("successor_urn")
    return list(School.objects.open().filter(urn__in=followed).order_by("name", "pk"))


def last_day(provision) -> date:
    """The last day when notice is given today: the hub gives no less than it asks of families."""
    return notice(provision, lesson_dates.calendar_for(provision)).last_day


@transaction.atomic
def go_on_at(*, provision: Provision, place: Venue | School, by) -> Provision:
    """Have it taught somewhere else, on the same day, by the same tutor; the families are told.

    Everybody keeps place, turn and price. Raises NotDone for what moved or ended meanwhile, and
    where the closed school paid and nobody would.
    """
    provision = _locked(provision)
    venue = place if isinstance(place, Venue) else venue_of(school=place, by=by)
    if provision.payer == Payer.SCHOOL and not venue.school_id:
        raise NotDone(
            "The school paid for this, and families have not agreed to pay. End it with notice, "
            "and offer them lessons that they pay for."
        )
    before, provision.venue, provision.room = str(provision.venue), venue, None
    provision.only_own_pupils = provision.only_own_pupils and bool(venue.school_id)
    provision.save(update_fields=["venue", "room", "only_own_pupils"])
    changes = {"venue": (before, str(venue))}
    record("moved", provision, by=by, changes=changes, reason=REASON)
    for each in _rows(provision):
        notices.taught_elsewhere(each)
    return provision


@transaction.atomic
def end(*, provision: Provision, on: date, by) -> Provision:
    """Stop it: who has a place keeps it to the day, applications and turns are answered now.

    What has not begun ends at once. Raises NotDone for what moved or ended meanwhile.
    """
    provision = keeping.stop(provision=_locked(provision), by=by)
    for each in _rows(provision):
        if each.state != PlaceState.CONFIRMED:
            places.refuse(place=each, by=by, reason=REASON)
        elif next_lesson.first_day(each) > on:
            places.end(place=each, by=by, reason=REASON)
        else:
            notices.ends(places.stop(place=each, last_day=on, by=by, reason=REASON))
    return provision


def _rows(provision):
    rows = Enrolment.objects.filter(provision=provision, state__in=_TO_DECIDE)
    return list(rows.of_pupils().with_all().order_by("pk"))


def _locked(provision):
    counter.lock(provision)
    rows = at_closed().select_related("instrument", "venue__school")
    found = rows.filter(pk=provision.pk).first()
    if found is None:
        raise NotDone("This has been decided meanwhile.")
    return found
