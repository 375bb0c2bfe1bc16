"""How a place changes its state, and how a place that is free is offered. For the verbs alone."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from hub.places import counter
from hub.places.choices import FOLLOWING, PlaceState
from hub.places.kinds import kind_in, kind_of
from hub.places.models import Place
from hub.places.refusals import NoPlaceLeft, PlaceRefused
from hub.policy.values import value
from hub.trail.record import record

EVENTS = {
    PlaceState.APPLIED: "applied",
    PlaceState.WAITING: "put on the waiting list",
    PlaceState.OFFERED: "offered",
    PlaceState.HELD: "held",
    PlaceState.CONFIRMED: "confirmed",
    PlaceState.STOPPING: "gave notice",
    PlaceState.ENDED: "ended",
    PlaceState.DECLINED: "declined",
    PlaceState.LAPSED: "lapsed",
    PlaceState.WITHDRAWN: "withdrew",
}


@transaction.atomic
def offer(*, place: Place, by, answer_by: datetime | None = None, **terms) -> Place:
    """Offer a place to somebody who has applied or waits. The offer takes the place.

    ``terms``: fields that the offer fixes. ``answer_by``: when not given, by the hub's rule.
    Raises NoPlaceLeft when none is free, PlaceRefused when the place has moved on meanwhile.
    """
    thing = counter.lock(thing_of(place))
    place = locked(place)
    if not place.is_asking:
        raise PlaceRefused("This application has been answered meanwhile. Please look at it again.")
    if not counter.take(thing):
        raise NoPlaceLeft(f"No place is free in {thing}.")
    for name, new in terms.items():
        setattr(place, name, new)
    now = timezone.now()
    terms |= kind_of(place).offer_terms(place)
    return change(
        place,
        PlaceState.OFFERED,
        by=by,
        offered_at=now,
        answer_by=answer_by or now + timedelta(days=value("offer-days")),
        reminded_at=None,
        **terms,
    )


def promote(thing, *, by, terms=None, but=None) -> list[Place]:
    """Offer every place that is free to whoever is first in turn; returns the offers.

    Call it with the thing's row locked. ``terms``: the slot that came free. ``but``: somebody who
    has just said no to it.
    """
    kind = kind_in(thing)
    offered: list[Place] = []
    if not kind.may_offer(thing, terms or {}):
        return offered
    now = counter.lock(thing)
    for _ in range(max(0, now.capacity - now.places_taken)):
        rows = kind.in_turn(now).filter(state=PlaceState.WAITING)
        first = (rows.exclude(pk=but.pk) if but is not None else rows).first()
        if first is None:
            break
        offered.append(offer(place=first, by=by, **(terms or {})))
    return offered


def give_up(place, state, *, by, but=None, **fields):
    """Change to a state that frees the place, and offer what came free to the next in turn."""
    was_taking, terms = place.is_taking, kind_of(place).terms_of(place)
    place = change(place, state, by=by, **fields)
    if was_taking:
        counter.give_back(thing_of(place))
        promote(thing_of(place), by=by, terms=terms, but=but)
    return place


def change(place, state, *, by, **fields):
    if not may_follow(place, state):
        raise PlaceRefused(why_over(place))
    before = place.state
    place.state, place.state_since = state, timezone.now()
    for name, new in fields.items():
        setattr(place, name, new)
    place.save(update_fields=["state", "state_since", *fields])
    return done(place, before, EVENTS[state], by)


def may_follow(place, state):
    return state in FOLLOWING.get(PlaceState(place.state), ())


def done(place, before, event, by):
    record(event, place, by=by, changes={"state": (before and str(before), str(place.state))})
    kind_of(place).told(place, event, by)
    return place


def thing_of(place):
    return getattr(place, kind_of(place).thing)


def locked(place):
    return type(place)._base_manager.select_for_update(of=("self",)).get(pk=place.pk)


def why_over(place):
    words = {
        PlaceState.CONFIRMED: "This place has been taken already.",
        PlaceState.DECLINED: "This place was declined, and has gone to the next in turn.",
        PlaceState.LAPSED: "The time to answer is over: the place has gone to the next in turn.",
        PlaceState.WITHDRAWN: "This was taken back.",
        PlaceState.ENDED: "This place has ended.",
        PlaceState.STOPPING: "Notice has been given for this place.",
        PlaceState.WAITING: "This is on the waiting list; no place is offered now.",
        PlaceState.APPLIED: "This has been applied for; no place is offered now.",
        PlaceState.OFFERED: "The time to answer is over. The place goes to the next in turn.",
        PlaceState.HELD: "This place is only held.",
    }
    return words[PlaceState(place.state)]
