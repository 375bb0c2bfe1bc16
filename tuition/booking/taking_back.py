"""Taking back an application, a turn on the list, or a place before it begins."""

from django.db import transaction
from django.utils import timezone

from hub.places import verbs
from hub.places.choices import PlaceState
from hub.places.models import Place
from tuition.after.next_lesson import first_day
from tuition.booking.refusals import BookingRefused
from tuition.models import Enrolment


def why_not_back(row: Enrolment) -> str:
    """Why it cannot be taken back, in a sentence; "" when it can."""
    if row.is_asking or row.is_offered:
        return ""
    if row.state == PlaceState.CONFIRMED and first_day(row) > timezone.localdate():
        return ""
    if row.state in (PlaceState.CONFIRMED, PlaceState.STOPPING):
        return "Lessons have begun, so they end with notice."
    return "There is nothing to take back any more."


@transaction.atomic
def take_back(*, place: Enrolment, by, reason="") -> Place:
    """Take it back; a place goes to the next in turn. Raises PlaceRefused once it has begun."""
    if words := why_not_back(place):
        raise BookingRefused(words)
    return verbs.withdraw(place=place, by=by, reason=reason)
