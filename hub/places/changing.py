"""How a place changes its state. For the verbs alone."""

import logging

from django.db import IntegrityError, transaction
from django.utils import timezone

from hub.places import counter, untold
from hub.places.choices import FOLLOWING, OVER, PlaceState
from hub.places.kinds import kind_of
from hub.places.models import Place
from hub.places.refusals import PlaceRefused
from hub.trail.record import record

log = logging.getLogger(__name__)

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


def change(place, state, *, by, event="", aside=False, **fields) -> Place:
    """Let a locked place be in another state, with the fields that go along; told and on the trail.

    ``aside``: it follows from what somebody else did, who must not fail over its letters.
    """
    if not may_follow(place, state):
        raise PlaceRefused(why_over(place))
    before = place.state
    place.state, place.state_since = state, timezone.now()
    for name, new in fields.items():
        setattr(place, name, new)
    saved(place, ["state", "state_since", *fields])
    if before == PlaceState.HELD and state in OVER:
        return place  # a hold that nobody took up is no news
    return done(place, before, event or EVENTS[state], by, aside=aside)


def saved(place, update_fields=None):
    """Save it; raises PlaceRefused for a second place of the same person in the same thing, and for
    a person whose record went into another one meanwhile.
    """
    kind = kind_of(place)
    try:
        place.save(update_fields=update_fields)
    except IntegrityError as error:
        broken = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "")
        if broken and broken == kind.in_use:
            raise PlaceRefused(
                "This learner’s record was put together with another one meanwhile. Begin again."
            ) from error
        if not kind.once or broken != kind.once:
            raise
        raise PlaceRefused("There is a place here already, or a turn on the waiting list.") from (
            error
        )
    return place


def may_follow(place, state):
    """Can it come to this state from where it is?"""
    return state in FOLLOWING.get(PlaceState(place.state), ())


def done(place, before, event, by, *, aside=False):
    """Put the change on the trail and let the app tell of it."""
    record(event, place, by=by, changes={"state": (before and str(before), str(place.state))})
    tell(place, event, by, aside=aside)
    return place


def tell(place, event, by, *, aside=False):
    """Let the app write the letters that follow; ``aside`` as for ``change``."""
    if not aside:
        kind_of(place).told(place, event, by)
        return
    try:
        with transaction.atomic():
            kind_of(place).told(place, event, by)
    except Exception:
        log.exception("place %s: nobody could be told that it was %s", place.pk, event)
        untold.note(place, event)


def thing_of(place):
    """What it is a place in."""
    return getattr(place, kind_of(place).thing)


def locked(place) -> Place:
    """The place as it is now, locked."""
    rows = type(place)._base_manager.select_for_update(of=("self",), no_key=True)
    return rows.get(pk=place.pk)


def both(place):
    """(the place, what it is in), as they are now and locked: the thing always first."""
    kind = kind_of(place)
    thing = counter.lock_key(kind.thing_model, getattr(place, f"{kind.thing}_id"))
    place = locked(place)
    setattr(place, kind.thing, thing)
    return place, thing


def why_over(place):
    """Why nothing can be done with it any more, in words for a parent."""
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
