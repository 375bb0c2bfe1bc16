"""What the clock does to places that are taken: rounds go on, places past their last day end."""

from django.utils import timezone

from hub.places import verbs as places
from hub.places.choices import PlaceState
from hub.platform import nudges
from tuition import tasks
from tuition.models import ContinueRound, Enrolment

_BATCH = 200


def work_on_rounds() -> int:
    """Nudge the rounds that are open or not rolled over yet; returns how many."""
    keys = list(ContinueRound.objects.filter(rolled_at=None).values_list("pk", flat=True))
    for key in keys:
        nudges.hand_on(tasks.work_on_round, key)
    return len(keys)


def end_with_provision() -> int:
    """End places whose lessons or group is over; returns how many. Notice ends by itself before."""
    today = timezone.localdate()
    rows = Enrolment.objects.filter(state=PlaceState.CONFIRMED, provision__ends_on__lt=today)
    found = list(rows.select_related("provision").order_by("pk")[:_BATCH])
    for row in found:
        places.end(place=row, last_day=row.provision.ends_on)
    return len(found)
