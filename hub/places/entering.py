"""Coming in: a place at once, a turn on the list, or a place held for a while."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from hub.places import counter
from hub.places.changing import EVENTS, change, done, locked, thing_of
from hub.places.choices import TAKING, PlaceState
from hub.places.kinds import kind_of
from hub.places.models import Place
from hub.places.refusals import NoPlaceLeft, PlaceRefused


@transaction.atomic
def enter(*, place: Place, by) -> Place:
    """Take a place for a new row, or a turn on the waiting list when there is none.

    ``place``: not saved yet, with its thing and person. Its state says what it became.
    """
    kind, thing = kind_of(place), thing_of(place)
    wanted = kind.first_state(thing)
    if wanted in TAKING:
        got = counter.take_unless_awaited(thing, kind)
        if not got:
            # Locked before it is said to be full: somebody may just be giving a place back, and
            # would not see this row waiting.
            counter.lock(thing)
            got = counter.take_unless_awaited(thing, kind)
        place.state = wanted if got else PlaceState.WAITING
    else:
        place.state = wanted
    if place.state == PlaceState.CONFIRMED:
        place.confirmed_at = timezone.now()
    place.created_by = place.created_by or by
    place.save()
    return done(place, None, EVENTS[PlaceState(place.state)], by)


@transaction.atomic
def hold(*, place: Place, minutes: int, by=None) -> Place:
    """Keep a place for somebody who is still choosing; raises NoPlaceLeft.

    ``place``: not saved yet. The hold itself takes the place: to confirm touches no counter.
    """
    thing = thing_of(place)
    if not counter.take_unless_awaited(thing, kind_of(place)):
        raise NoPlaceLeft("The last place has just gone.")
    place.state, place.created_by = PlaceState.HELD, by
    place.held_until = timezone.now() + timedelta(minutes=minutes)
    place.save()
    return place


def keep_longer(*, place: Place, minutes: int, longest: timedelta) -> Place:
    """Keep a held place for so many minutes from now; not longer than ``longest`` in all.

    Raises PlaceRefused for what is not held any more, and at the longest.
    """
    with transaction.atomic():
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
    become a turn on the waiting list.
    """
    place = locked(place)
    for name, new in fields.items():
        setattr(place, name, new)
    if place.state == PlaceState.LAPSED:
        return enter(place=anew(place), by=by)
    wanted = kind_of(place).first_state(thing_of(place))
    changed = {"applied_at": timezone.now(), "held_until": None}
    if wanted == PlaceState.CONFIRMED:
        changed["confirmed_at"] = timezone.now()
    return change(
        place, wanted, by=by, **{name: getattr(place, name) for name in fields}, **changed
    )


def anew(place):
    """The same wish as a new row: what lapsed stays as it is."""
    names = {"id", "reference", "state", "state_since", "applied_at", "held_until"}
    copied = {
        field.attname: getattr(place, field.attname)
        for field in place._meta.concrete_fields
        if field.name not in names
    }
    return type(place)(**copied)
