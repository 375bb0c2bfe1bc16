"""Moving somebody to another thing of the same kind, and making one larger or smaller."""

from django.db import transaction
from django.utils import timezone

from hub.places import counter
from hub.places.changing import done, locked, saved, thing_of, why_over
from hub.places.choices import TAKING, PlaceState
from hub.places.kinds import kind_of
from hub.places.models import Capacity, Place
from hub.places.offering import last_answer, promote
from hub.places.ranking import rank_entered
from hub.places.refusals import NoPlaceLeft, PlaceRefused
from hub.trail.record import record

_KEPT = (
    "applied_at",
    "rank",
    "starts_on",
    "confirmed_at",
    "last_day",
    "reason",
    "suspended_from",
    "suspended_until",
)


@transaction.atomic
def move(*, place: Place, thing, by) -> Place:
    """Move somebody to another thing of the kind; the date of application goes along.

    Who has a place gets one there or stays (NoPlaceLeft); who waits, waits there, and is offered
    what is free when it is their turn; an offer is made anew. Returns the new place.
    """
    kind, old = kind_of(place), thing_of(place)
    if old.pk == thing.pk:
        raise PlaceRefused("That is where they are already.")
    # In one order whichever way somebody moves: two who change over do not wait for each other.
    now = {pk: counter.lock_key(kind.thing_model, pk) for pk in sorted((old.pk, thing.pk))}
    old, thing = now[old.pk], now[thing.pk]
    place = locked(place)
    setattr(place, kind.thing, old)
    if not place.is_live or place.state == PlaceState.HELD:
        raise PlaceRefused(why_over(place))
    if place.is_taking and not counter.take(thing):
        raise NoPlaceLeft(f"No place is free in {thing}.")
    new = _in(thing, place, kind)
    new.created_by = by
    before, was_taking = place.state, place.is_taking
    place.state, place.state_since = PlaceState.WITHDRAWN, timezone.now()
    place.reason = "Moved"
    place.save(update_fields=["state", "state_since", "reason"])
    record("moved", place, by=by, changes={"state": (str(before), str(place.state))})
    saved(new)
    rank_entered(new, kind)
    done(new, None, "moved", by)
    if was_taking:
        counter.give_back(old)
        promote(old, by=by, terms=kind.terms_of(place))
    if not new.is_taking:
        promote(thing, by=by)
        new.refresh_from_db()
    return new


def _in(thing, place, kind):
    new = kind.moved(place, thing)
    for name in _KEPT:
        setattr(new, name, getattr(place, name))
    new.state = place.state
    if place.is_asking:
        # What is taken at once is waited for, what is arranged is applied for.
        first = kind.first_state(thing)
        new.state = PlaceState.WAITING if first in TAKING else first
    else:
        for name, fixed in kind.offer_terms(new).items():
            setattr(new, name, fixed)
    if place.is_offered:
        new.offered_at = timezone.now()
        new.answer_by = max(place.answer_by, last_answer(new.offered_at))
    return new


@transaction.atomic
def set_capacity(*, thing: Capacity, capacity: int, by) -> Capacity:
    """Let there be so many places; those that are new go to whoever waits.

    Raises PlaceRefused below the number taken.
    """
    thing = counter.lock(thing)
    if capacity < max(1, thing.places_taken):
        taken = thing.places_taken
        raise PlaceRefused(f"{taken} places are taken, so there cannot be fewer than {taken}.")
    if capacity != thing.capacity:
        record("set places", thing, by=by, changes={"capacity": (thing.capacity, capacity)})
        thing.capacity = capacity
        thing.save(update_fields=["capacity"])
    promote(thing, by=by)
    thing.refresh_from_db(fields=["places_taken"])
    return thing
