"""Changes of which nobody could be told when they happened: told of later, or by the office.

A place that comes free goes to the next in turn even when the letter about it fails: who gave it
back must not suffer for that, and who gets it must hear of it.
"""

import logging
from datetime import timedelta

from django.apps import apps
from django.conf import settings
from django.db import transaction

from hub.messaging.outbox import queue
from hub.places.kinds import kind_of
from hub.places.models import Place, Untold
from hub.platform.choices import WorkState
from hub.policy.current import hub_settings

log = logging.getLogger(__name__)

#: With pauses of 1, 2, 4 … minutes: two hours, and most offers stand for days.
TRIES = 8
_LOST_AFTER = timedelta(minutes=10)
_BATCH = 200


def note(place: Place, event):
    """Write down that nobody could be told; in the transaction of the change."""
    Untold.objects.create(
        place_model=place._meta.label_lower,
        place_key=place.pk,
        event=event,
        since=place.state_since,
    )


def tell_all() -> dict[str, int]:
    """Tell of what is due: {"told": …, "waiting": …, "given up": …}."""
    Untold.objects.requeue_lost(after=_LOST_AFTER, tries=TRIES)
    counted = {"told": 0, "waiting": 0, "given up": 0}
    for _ in range(_BATCH):
        row = Untold.objects.claim_next()
        if row is None:
            break
        counted[_tell(row)] += 1
    return counted


def _tell(row) -> str:
    try:
        with transaction.atomic():
            place = _place_of(row)
            # What has moved on meanwhile was told of by what came after.
            if place is not None and place.state_since == row.since:
                kind_of(place).told(place, row.event, None)
    except Exception as error:
        log.exception("untold %s: its people could not be told again", row.pk)
        row.put_off(error, tries=TRIES)
        if row.state != WorkState.GIVEN_UP:
            return "waiting"
        _tell_the_office(row)
        return "given up"
    row.leave(WorkState.DONE, last_error="")
    return "told"


def _tell_the_office(row):
    to, place = hub_settings().email, _place_of(row)
    if to and place is not None:
        queue(
            template="places/email/untold",
            to=to,
            context={
                "reference": place.reference,
                "event": row.event,
                "link": settings.SITE_URL + place.get_absolute_url(),
            },
            dedupe_key=f"untold:{row.pk}",
        )


def _place_of(row):
    return apps.get_model(row.place_model)._base_manager.filter(pk=row.place_key).first()
