"""Notice, pauses, and the end."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from hub.places.changing import both, change, locked, tell, why_over
from hub.places.choices import PlaceState
from hub.places.models import Place
from hub.places.offering import give_up
from hub.places.refusals import PlaceRefused
from hub.trail.record import record


@transaction.atomic
def stop(*, place: Place, last_day: date, by, reason="") -> Place:
    """Give notice: the place is kept to its last day. The same notice again changes nothing."""
    place = locked(place)
    if place.is_stopping and place.last_day == last_day:
        return place
    if place.state != PlaceState.CONFIRMED:
        raise PlaceRefused(why_over(place))
    return change(place, PlaceState.STOPPING, by=by, last_day=last_day, reason=reason)


@transaction.atomic
def go_on(*, place: Place, by) -> Place:
    """Take notice back before the last day."""
    place = locked(place)
    if not place.is_stopping or place.is_past(timezone.localdate()):
        raise PlaceRefused(why_over(place))
    return change(
        place, PlaceState.CONFIRMED, by=by, event="took notice back", last_day=None, reason=""
    )


@transaction.atomic
def end(*, place: Place, by=None, last_day: date | None = None, reason="") -> Place:
    """End a place whose last day is past, or now; it goes to the next in turn.

    ``last_day``: when not given, that of the notice, but not after today.
    """
    place, thing = both(place)
    if place.state == PlaceState.ENDED:
        return place
    today = timezone.localdate()
    last_day = last_day or min(place.last_day or today, today)
    return give_up(
        place,
        thing,
        PlaceState.ENDED,
        by=by,
        aside=by is None,
        reason=reason or place.reason,
        last_day=last_day,
    )


@transaction.atomic
def suspend(*, place: Place, first: date, last: date | None, by) -> Place:
    """Pause a place from one day to another, or until further notice; it is kept."""
    if last is not None and last < first:
        raise PlaceRefused("A pause ends on or after its first day.")
    place = locked(place)
    if not place.is_taught:
        raise PlaceRefused(why_over(place))
    changes = {"from": (place.suspended_from, first), "until": (place.suspended_until, last)}
    if (place.suspended_from, place.suspended_until) == (first, last):
        return place
    place.suspended_from, place.suspended_until = first, last
    place.save(update_fields=["suspended_from", "suspended_until"])
    record("suspended", place, by=by, changes=changes)
    tell(place, "suspended", by)
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
    tell(place, "resumed", by)
    return place


@transaction.atomic
def lapse(*, place: Place) -> Place:
    """End a hold or an offer whose time is past. What was answered meanwhile is left alone."""
    place, thing = both(place)
    if not place.has_lapsed(timezone.now()):
        return place
    return give_up(place, thing, PlaceState.LAPSED, by=None, aside=True)
