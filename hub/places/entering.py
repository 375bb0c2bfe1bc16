"""Coming in: a place at once, a turn on the list, or a place held for a while."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from hub.places import counter
from hub.places.changing import EVENTS, both, change, done, locked, saved, thing_of, why_over
from hub.places.choices import TAKING, PlaceState
from hub.places.kinds import kind_of
from hub.places.models import Place
from hub.places.offering import promote
from hub.places.ranking import rank_entered
from hub.places.refusals import NoPlaceLeft, PlaceRefused


class _NoneFree(Exception):
    """Nothing came of it: what was written for it is taken back."""


@transaction.atomic
def enter(*, place: Place, by) -> Place:
    """Take a place for a new row, or a turn on the waiting list when there is none.

    ``place``: not saved yet, with its thing and person. Its state says what it became. Raises
    PlaceRefused when the thing takes nobody, and for a second place of the same person. Several
    in one transaction: ``enter_all``.
    """
    kind, thing = kind_of(place), thing_of(place)
    if words := kind.why_not(place, thing, by):
        raise PlaceRefused(words)
    place.created_by = place.created_by or by
    wanted = kind.first_state(thing)
    if wanted not in TAKING:
        return _written(place, wanted, kind, by)
    # What the page knew of room is news; who finds none is asked once more below.
    if thing.places_left and _taken_first(place, wanted, kind, by):
        return place
    # Locked before it is said to be full: somebody may just be giving a place back, and would not
    # see this row waiting.
    thing = counter.lock(thing)
    got = counter.take_unless_awaited(thing, kind)
    return _written(place, wanted if got else PlaceState.WAITING, kind, by)


@transaction.atomic(savepoint=False)
def take(*, places: list[Place], by) -> list[Place]:
    """Take a place in one thing for each of several new rows: all of them, or none.

    Nobody is put on a waiting list: raises NoPlaceLeft when there are not so many places, and
    PlaceRefused as ``enter`` does. Then the transaction around it has to be given up: there is no
    savepoint, which keeps the row that all want locked for two statements less.
    """
    kind, thing = kind_of(places[0]), thing_of(places[0])
    with kind.in_one_letter():
        for place in places:
            if words := kind.why_not(place, thing, by):
                raise PlaceRefused(words)
            place.created_by = place.created_by or by
            _written(place, kind.first_state(thing), kind, by)
    if places[0].is_taking and not counter.take_unless_awaited(thing, kind, len(places)):
        raise NoPlaceLeft("The last place has just gone.")
    return places


@transaction.atomic
def enter_all(*, places: list[Place], by) -> list[Place]:
    """Let several enter, all or none.

    In the order of what they are places in: two carers with the same wishes in another order
    would otherwise wait for each other.
    """
    for place in sorted(places, key=lambda each: thing_of(each).pk):
        enter(place=place, by=by)
    return places


@transaction.atomic
def hold(*, place: Place, minutes: int, by=None) -> Place:
    """Keep a place for somebody who is still choosing; raises NoPlaceLeft, PlaceRefused.

    ``place``: not saved yet. The hold itself takes the place: to confirm touches no counter.
    """
    kind, thing = kind_of(place), thing_of(place)
    if words := kind.why_not(place, thing, by):
        raise PlaceRefused(words)
    place.state, place.created_by = PlaceState.HELD, by
    place.held_until = timezone.now() + timedelta(minutes=minutes)
    saved(place)
    if not counter.take_unless_awaited(thing, kind):
        raise NoPlaceLeft("The last place has just gone.")
    return place


@transaction.atomic
def keep_longer(*, place: Place, minutes: int, longest: timedelta) -> Place:
    """Keep a held place for so many minutes from now; not longer than ``longest`` in all.

    Raises PlaceRefused for what is not held any more, and at the longest.
    """
    place = locked(place)
    if place.state != PlaceState.HELD:
        raise PlaceRefused("We could not keep this place: it has been given back.")
    until = min(timezone.now() + timedelta(minutes=minutes), place.applied_at + longest)
    if place.held_until and until <= place.held_until:
        raise PlaceRefused("We can keep places no longer. Please book them, or let them go.")
    place.held_until = until
    place.save(update_fields=["held_until"])
    return place


@transaction.atomic
def confirm_hold(*, place: Place, by, **fields) -> Place:
    """Make a held place somebody's. Past its time it still is theirs while nobody took it back.

    ``fields``: what is known now, such as the pupil. A hold that lapsed is entered anew: it may
    become a turn on the waiting list. Raises PlaceRefused for one that is no hold any more.
    """
    kind = kind_of(place)
    wanted = kind.first_state(thing_of(place))
    held = _held(place, with_thing=wanted not in TAKING)
    if held is None:
        fresh = anew(type(place)._base_manager.get(pk=place.pk))
        for name, new in fields.items():
            setattr(fresh, name, new)
        return enter(place=fresh, by=by)
    fields |= {"applied_at": timezone.now(), "held_until": None}
    if wanted == PlaceState.CONFIRMED:
        fields["confirmed_at"] = timezone.now()
    held = change(held, wanted, by=by, **fields)
    if not held.is_taking:
        # It is only applied for: whoever arranges it offers the place.
        rank_entered(held, kind)
        counter.give_back(thing_of(held))
        promote(thing_of(held), by=by)
    return held


def anew(place):
    """The same wish as a new row: what lapsed stays as it is."""
    names = {"id", "reference", "state", "state_since", "applied_at", "held_until"}
    copied = {
        field.attname: getattr(place, field.attname)
        for field in place._meta.concrete_fields
        if field.name not in names
    }
    return type(place)(**copied)


def _taken_first(place, wanted, kind, by):
    """Write it as taken, and take the place last of all: was there one? Else nothing is written.

    So the row that all want is locked from here to the commit alone, not while the trail and
    letters are written.
    """
    try:
        with transaction.atomic():
            _written(place, wanted, kind, by)
            if not counter.take_unless_awaited(thing_of(place), kind):
                raise _NoneFree
    except _NoneFree:
        place.pk, place._state.adding = None, True
        place.confirmed_at = None
        return False
    return True


def _written(place, state, kind, by):
    place.state = state
    if state == PlaceState.CONFIRMED:
        place.confirmed_at = timezone.now()
    saved(place)
    rank_entered(place, kind)
    return done(place, None, EVENTS[PlaceState(state)], by)


def _held(place, *, with_thing):
    """The hold, locked; None when it has lapsed, and then nothing is locked: who enters anew locks
    the thing, and whoever has that locked may want this row.
    """
    try:
        with transaction.atomic():
            held = both(place)[0] if with_thing else locked(place)
            if held.state == PlaceState.LAPSED:
                raise _NoneFree
    except _NoneFree:
        return None
    if held.state != PlaceState.HELD:
        raise PlaceRefused(why_over(held))
    return held
