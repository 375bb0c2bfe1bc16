"""What the page says after something was sent: what came of it, and what happens next."""

from dataclasses import dataclass

from hub.people.models import CarerLink, Pupil
from hub.places.choices import PlaceState
from hub.places.models import Place
from tuition.after.words import title_of
from tuition.booking.words import waits, when_of
from tuition.choices import LineOutcome
from tuition.models import BasketLine, Provision

_NEXT = {
    PlaceState.CONFIRMED: ("ok", "The place is yours."),
    PlaceState.APPLIED: (
        "info",
        "We look for a tutor and a time, and write to you with an offer. You decide then.",
    ),
    PlaceState.OFFERED: ("warn", "There is an offer for you to answer."),
}


@dataclass(frozen=True)
class Came:
    """What came of one wish: ``place``, or None; its state in words, and what happens next.

    ``file``: are there dates for a calendar? ``is_gone``: it can still be waited for.
    """

    pupil: Pupil
    provision: Provision
    place: Place | None
    title: str
    when: str
    status: str
    kind: str
    more: str
    file: bool = False
    is_gone: bool = False


def came_of(user, basket) -> list[Came]:
    """What came of the lines of a basket, for a carer who may still see the learners."""
    seen = CarerLink.objects.seeing().of_user(user).values("pupil")
    rows = BasketLine.objects.with_all().filter(basket=basket, pupil__in=seen)
    lines = list(rows.order_by("pupil", "pk"))
    words = _waits(each.place for each in lines if each.place)
    return [
        _came(each.pupil, each.provision, each.place, words) if each.place else _nothing(each)
        for each in lines
    ]


def came_of_places(places) -> list[Came]:
    """The same of places, with their learner and provision, that were booked at once."""
    words = _waits(places)
    return [_came(each.pupil, each.provision, each, words) for each in places]


def _waits(places):
    return waits({each.provision for each in places if each.state == PlaceState.WAITING})


def _came(pupil, provision, place, waits):
    kind, more = _NEXT.get(PlaceState(place.state), ("info", ""))
    if place.state == PlaceState.WAITING:
        more = waits[provision.pk]
    return Came(
        pupil,
        provision,
        place,
        title_of(provision),
        when_of(provision),
        place.state_in_words,
        kind,
        more,
        file=place.state == PlaceState.CONFIRMED and provision.is_fixed,
    )


def _nothing(line):
    is_gone = line.outcome == LineOutcome.GONE
    return Came(
        line.pupil,
        line.provision,
        None,
        title_of(line.provision),
        when_of(line.provision),
        "Just gone" if is_gone else "Not possible",
        "warn",
        line.said,
        is_gone=is_gone,
    )
