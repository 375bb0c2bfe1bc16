"""What is said to an offer, an application or a turn: yes, no, another one."""

from django.db import transaction
from django.utils import timezone

from hub.places import counter
from hub.places.changing import change, give_up, locked, may_follow, thing_of, why_over
from hub.places.choices import PlaceState
from hub.places.models import Place
from hub.places.refusals import PlaceRefused


@transaction.atomic
def accept(*, place: Place, by) -> Place:
    """Say yes to an offer. Once more, or in another tab, it changes nothing.

    Raises PlaceRefused once it has lapsed, was declined or taken back.
    """
    place = locked(place)
    if place.state == PlaceState.CONFIRMED:
        return place
    if not place.is_offered or place.has_lapsed(timezone.now()):
        raise PlaceRefused(why_over(place))
    return change(place, PlaceState.CONFIRMED, by=by, confirmed_at=timezone.now(), answer_by=None)


@transaction.atomic
def decline(*, place: Place, by, reason="") -> Place:
    """Say no to an offer; the place goes to the next in turn. Once more it changes nothing."""
    counter.lock(thing_of(place))
    place = locked(place)
    if place.state == PlaceState.DECLINED:
        return place
    if not place.is_offered:
        raise PlaceRefused(why_over(place))
    return give_up(place, PlaceState.DECLINED, by=by, reason=reason)


@transaction.atomic
def ask_for_another(*, place: Place, by, reason) -> Place:
    """Say no to this offer but stay on the list, with the date of application kept."""
    counter.lock(thing_of(place))
    place = locked(place)
    if not place.is_offered:
        raise PlaceRefused(why_over(place))
    # Not to themselves: who stays on the list here would be the first to be offered it again.
    return give_up(place, PlaceState.WAITING, by=by, reason=reason, answer_by=None, but=place)


@transaction.atomic
def refuse(*, place: Place, by, reason) -> Place:
    """The hub says no to an application or to somebody who waits."""
    place = locked(place)
    return change(place, PlaceState.DECLINED, by=by, reason=reason)


@transaction.atomic
def withdraw(*, place: Place, by, reason="") -> Place:
    """Take back an application, a turn, a hold, an offer, or a place that has not begun."""
    counter.lock(thing_of(place))
    place = locked(place)
    if place.state == PlaceState.WITHDRAWN:
        return place
    if not may_follow(place, PlaceState.WITHDRAWN):
        raise PlaceRefused(why_over(place))
    return give_up(place, PlaceState.WITHDRAWN, by=by, reason=reason)
