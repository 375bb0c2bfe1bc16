"""Who has a place goes on in what follows it, next year's group for example, before others."""

from django.db import transaction
from django.utils import timezone

from hub.places import counter
from hub.places.changing import done, saved, thing_of
from hub.places.choices import PlaceState
from hub.places.kinds import kind_of
from hub.places.models import Place
from hub.places.ranking import rank_entered


@transaction.atomic
def carry_on(*, place: Place, by) -> Place:
    """Take a place for somebody who comes from what this follows, whoever waits for one there.

    ``place``: not saved yet, with its thing, person and date of application, by which it stands on
    the waiting list when no place is free. It is confirmed even where places are arranged: day and
    time are known from before.
    """
    thing = counter.lock(thing_of(place))
    place.created_by = place.created_by or by
    if counter.take(thing):
        place.state, place.confirmed_at = PlaceState.CONFIRMED, timezone.now()
    else:
        place.state = PlaceState.WAITING
    saved(place)
    rank_entered(place, kind_of(place))
    return done(place, None, "carried on", by)
