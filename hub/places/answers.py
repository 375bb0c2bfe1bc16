"""What is said to an offer, an application or a turn: yes, no, another one."""

from django.db import transaction
from django.utils import timezone

from hub.places.changing import both, change, locked, may_follow, why_over
from hub.places.choices import PlaceState
from hub.places.models import Place
from hub.places.offering import give_up
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
    place, thing = both(place)
    if place.state == PlaceState.DECLINED:
        return place
    if not place.is_offered:
        raise PlaceRefused(why_over(place))
    return give_up(place, thing, PlaceState.DECLINED, by=by, reason=reason)


@transaction.atomic
def ask_for_another(*, place: Place, by, reason) -> Place:
    """Say no to this offer but go on asking, with the date of application kept.

    It becomes an application again, which the office answers: on the waiting list of the same
    group they would be offered the same place within a minute, and keep others from it.
    """
    place, thing = both(place)
    if not place.is_offered:
        raise PlaceRefused(why_over(place))
    return give_up(
        place,
        thing,
        PlaceState.APPLIED,
        by=by,
        event="asked for another",
        reason=reason,
        answer_by=None,
        offered_at=None,
        but=place,
    )


@transaction.atomic
def put_on_list(*, place: Place, by) -> Place:
    """An application becomes a turn on the waiting list: no place can be arranged for now."""
    place, thing = both(place)
    if place.state == PlaceState.WAITING:
        return place
    if place.state != PlaceState.APPLIED:
        raise PlaceRefused(why_over(place))
    return give_up(place, thing, PlaceState.WAITING, by=by)


@transaction.atomic
def refuse(*, place: Place, by, reason) -> Place:
    """The hub says no to an application or a turn, or takes an offer back."""
    place, thing = both(place)
    if not (place.is_asking or place.is_offered):
        raise PlaceRefused(why_over(place))
    return give_up(place, thing, PlaceState.DECLINED, by=by, event="refused", reason=reason)


@transaction.atomic
def withdraw(*, place: Place, by, reason="") -> Place:
    """Take back an application, a turn, a hold, an offer, or a place that has not begun.

    Raises PlaceRefused when it has become more meanwhile than whoever asks has seen: a hold that
    another tab has just booked is not given up by clearing the basket.
    """
    seen = place
    place, thing = both(place)
    if place.state == PlaceState.WITHDRAWN:
        return place
    if not may_follow(place, PlaceState.WITHDRAWN) or (place.is_taught and not seen.is_taught):
        raise PlaceRefused(why_over(place))
    return give_up(place, thing, PlaceState.WITHDRAWN, by=by, reason=reason)
