"""Moving somebody to another thing of the same kind."""

from django.db import transaction
from django.utils import timezone

from hub.places import counter
from hub.places.changing import done, locked, promote, thing_of, why_over
from hub.places.choices import PlaceState
from hub.places.kinds import kind_of
from hub.places.models import Place
from hub.places.refusals import NoPlaceLeft, PlaceRefused
from hub.trail.record import record


@transaction.atomic
def move(*, place: Place, thing, by) -> Place:
    """Move somebody to another thing of the kind; the date of application goes along.

    Who has a place gets one there or stays (NoPlaceLeft); who waits, waits there.
    """
    old = thing_of(place)
    for each in sorted((old, thing), key=lambda row: row.pk):
        counter.lock(each)
    place = locked(place)
    if not place.is_live or place.state == PlaceState.HELD:
        raise PlaceRefused(why_over(place))
    new = kind_of(place).moved(place, thing)
    new.applied_at, new.rank, new.starts_on = place.applied_at, place.rank, place.starts_on
    new.created_by, new.state = by, place.state
    if place.is_taking and not counter.take(thing):
        raise NoPlaceLeft(f"No place is free in {thing}.")
    new.confirmed_at, new.answer_by, new.offered_at = (
        place.confirmed_at,
        place.answer_by,
        place.offered_at,
    )
    new.last_day, new.reason = place.last_day, place.reason
    was_taking = place.is_taking
    place.state = PlaceState.WITHDRAWN
    place.state_since, place.reason = timezone.now(), "Moved"
    place.save(update_fields=["state", "state_since", "reason"])
    record("moved", place, by=by, changes={"state": (str(new.state), str(place.state))})
    new.save()
    if was_taking:
        counter.give_back(old)
        promote(old, by=by, terms=kind_of(place).terms_of(place))
    return done(new, None, "moved", by)
