"""Offers: to somebody whom the office chooses, and of what is free to the next in turn."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from hub.places import counter
from hub.places.changing import both, change
from hub.places.choices import PlaceState
from hub.places.kinds import kind_in, kind_of
from hub.places.models import Place
from hub.places.refusals import NoPlaceLeft, PlaceRefused
from hub.policy.values import value

#: Offers that are made in one go while the row is locked; a sweep makes the others.
MOST_AT_ONCE = 25
_HOUR = time(17)


@transaction.atomic
def offer(*, place: Place, by, answer_by: datetime | None = None, **terms) -> Place:
    """Offer a place to somebody who has applied or waits. The offer takes the place.

    ``terms``: fields that the offer fixes. ``answer_by``: when not given, by the hub's rule.
    Raises NoPlaceLeft when none is free, PlaceRefused when the place has moved on meanwhile.
    """
    place, thing = both(place)
    if not place.is_asking:
        raise PlaceRefused("This application has been answered meanwhile. Please look at it again.")
    if not counter.take(thing):
        raise NoPlaceLeft(f"No place is free in {thing}.")
    return _offered(place, by, answer_by, terms)


@transaction.atomic
def promote(thing, *, by=None, terms=None, but=None, skip=False) -> list[Place]:
    """Offer every place that is free to whoever is first in turn; returns the offers.

    ``terms``: the slot that came free; then that one is offered. ``but``: somebody who has just
    said no to it. ``skip``: leave it, when somebody else has the row locked.
    """
    now = counter.lock(thing, skip=skip)
    kind = kind_in(thing)
    if now is None or not now.places_left or not kind.may_offer(now, terms or {}):
        return []
    rows = kind.in_turn(now)
    if terms:
        most = 1
    else:
        # Who has applied for what is yet to be arranged is not offered it unarranged.
        rows, most = rows.filter(state=PlaceState.WAITING), min(now.places_left, MOST_AT_ONCE)
    if but is not None:
        rows = rows.exclude(pk=but.pk)
    # Whoever asks is changed by none but who has the thing locked, so these are free but for
    # their rank, which is written in passing.
    next_ones = list(rows.select_for_update(of=("self",), no_key=True)[:most])
    if not next_ones or not counter.take(now, len(next_ones)):
        return []
    for place in next_ones:
        setattr(place, kind.thing, now)
    return [_offered(place, by, None, terms or {}, aside=True) for place in next_ones]


def give_up(place, thing, state, *, by, but=None, aside=False, **fields) -> Place:
    """Change to a state that frees the place, and offer what came free to the next in turn.

    Both are locked: see ``both``.
    """
    was_taking, terms = place.is_taking, kind_of(place).terms_of(place)
    place = change(place, state, by=by, aside=aside, **fields)
    if was_taking and not place.is_taking:
        counter.give_back(thing)
        promote(thing, by=by, terms=terms, but=but)
    return place


def _offered(place, by, answer_by, terms, *, aside=False):
    for name, new in terms.items():
        setattr(place, name, new)
    now = timezone.now()
    return change(
        place,
        PlaceState.OFFERED,
        by=by,
        aside=aside,
        offered_at=now,
        answer_by=answer_by or last_answer(now),
        reminded_at=None,
        **(terms | kind_of(place).offer_terms(place)),
    )


def last_answer(now: datetime) -> datetime:
    """Until when an offer made now stands, by the hub's rule."""
    return until_five(timezone.localdate(now) + timedelta(days=value("offer-days")))


def until_five(day: date) -> datetime:
    """Five in the afternoon: when an offer ends on its last day."""
    return timezone.make_aware(datetime.combine(day, _HOUR))
