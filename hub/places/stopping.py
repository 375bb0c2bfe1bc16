"""Notice, pauses, the end, and what the clock ends."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from hub.places import counter
from hub.places.changing import change, give_up, locked, thing_of, why_over
from hub.places.choices import PlaceState
from hub.places.kinds import kind_of
from hub.places.models import Place
from hub.places.refusals import PlaceRefused
from hub.trail.record import record


@transaction.atomic
def stop(*, place: Place, last_day: date, by, reason="") -> Place:
    """Give notice: the place is kept to its last day."""
    place = locked(place)
    if place.state != PlaceState.CONFIRMED:
        raise PlaceRefused(why_over(place))
    return change(place, PlaceState.STOPPING, by=by, last_day=last_day, reason=reason)


@transaction.atomic
def go_on(*, place: Place, by) -> Place:
    """Take notice back before the last day."""
    place = locked(place)
    if not place.is_stopping or place.is_past(timezone.localdate()):
        raise PlaceRefused(why_over(place))
    return change(place, PlaceState.CONFIRMED, by=by, last_day=None, reason="")


@transaction.atomic
def end(*, place: Place, by=None, last_day: date | None = None, reason="") -> Place:
    """End a place whose last day is past, or now; it goes to the next in turn."""
    counter.lock(thing_of(place))
    place = locked(place)
    if place.state == PlaceState.ENDED:
        return place
    last_day = last_day or place.last_day or timezone.localdate()
    return give_up(place, PlaceState.ENDED, by=by, reason=reason or place.reason, last_day=last_day)


@transaction.atomic
def suspend(*, place: Place, first: date, last: date | None, by) -> Place:
    """Pause a place from one day to another, or until further notice; it is kept."""
    place = locked(place)
    if not place.is_taught:
        raise PlaceRefused(why_over(place))
    place.suspended_from, place.suspended_until = first, last
    place.save(update_fields=["suspended_from", "suspended_until"])
    record("suspended", place, by=by, changes={"from": (None, first), "until": (None, last)})
    kind_of(place).told(place, "suspended", by)
    return place


@transaction.atomic
def resume(*, place: Place, by) -> Place:
    """End a pause now."""
    place = locked(place)
    if place.suspended_from is None:
        return place
    place.suspended_from = place.suspended_until = None
    place.save(update_fields=["suspended_from", "suspended_until"])
    record("resumed", place, by=by, fields=["suspended_from", "suspended_until"])
    kind_of(place).told(place, "resumed", by)
    return place


@transaction.atomic
def lapse(*, place: Place) -> Place:
    """End a hold or an offer whose time is past. What was answered meanwhile is left alone."""
    counter.lock(thing_of(place))
    place = locked(place)
    if not place.has_lapsed(timezone.now()):
        return place
    return give_up(place, PlaceState.LAPSED, by=None)
