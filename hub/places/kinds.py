"""What has places: each app says once how its places go with the thing that they are in.

In an app's ``place_kinds.py``::

    @place_kind(Enrolment, thing="provision")
    class Enrolments(PlaceKind):
        def told(self, place, event, by): ...
"""

from contextlib import nullcontext
from functools import cache
from typing import Any

from django.utils.module_loading import autodiscover_modules

from hub.places.choices import PlaceState
from hub.places.models import Place

_kinds: dict[type[Place], "PlaceKind"] = {}


class PlaceKind:
    """How an app's places behave. Override what differs; ``model`` and ``thing`` are set.

    ``once``: the name of the constraint by which somebody has one live place in one thing;
    ``in_use``: of that by which nobody has one whose record went into another.
    """

    model: type[Place]
    thing: str
    once = ""
    in_use = ""

    def told(self, place, event, by):
        """Something happened to a place: write the letters and rows that follow from it.

        ``event``: the past participle that stands on the trail ("offered", "lapsed" …), or
        "reminded". Called inside the transaction of the change, before it is certain: who finds no
        place free after all is told of again, as waiting, and what was written first is taken back.
        So write to the database alone. When it fails over what somebody else did, the change stands
        without it, and it is asked again later (hub/places/untold.py).
        """

    def in_one_letter(self):
        """A context: what comes of several places inside it is told together, at its end."""
        return nullcontext()

    def why_not(self, place, thing, by) -> str:
        """Why nobody comes in here now, in words for a parent; "" when the door is open."""
        return ""

    def in_turn(self, thing):
        """Who wants a place in a thing and has none, the first in turn first."""
        return self.of(thing).asking().in_turn()

    def rank(self):
        """An expression over places that says their ``rank``, the smallest first.

        None while the hub's rule is the date of application alone. hub/places/ranking.py asks it
        for whoever comes in, and ranks all anew from time to time: rule and people change.
        """
        return

    def first_state(self, thing):
        """The state of somebody for whom there is room: taken at once, unless an app says not."""
        return PlaceState.CONFIRMED

    def offering(self, things):
        """Of these things those of which a free place can be offered by the portal itself."""
        return things

    def may_offer(self, thing, terms):
        """Can a place that is free be offered by the portal itself? ``terms``: the freed slot."""
        return True

    def terms_of(self, place):
        """{field: value} of a place given up that goes to whoever gets it next."""
        return {}

    def offer_terms(self, place):
        """{field: value} that an offer fixes, such as its price."""
        return {}

    def moved(self, place, thing):
        """A new place, not saved, of the same person in another thing."""
        raise NotImplementedError

    def places(self) -> Any:
        """All places of the kind, as a PlaceQuerySet."""
        return self.model._default_manager.all()

    def of(self, thing) -> Any:
        """All places in a thing."""
        return self.places().filter(**{self.thing: thing})

    @property
    def thing_model(self):
        """The model of what the places are in."""
        return self.model._meta.get_field(self.thing).related_model


def place_kind(model, *, thing):
    """Register the class below for places of a model. ``thing``: the name of its foreign key."""

    def register(kind):
        made = kind()
        made.model, made.thing = model, thing
        _kinds[model] = made
        return kind

    return register


def kind_of(place) -> PlaceKind:
    """The kind of a place, or of a model of places."""
    _load()
    return _kinds[place if isinstance(place, type) else type(place)]


def all_kinds() -> list[PlaceKind]:
    """Every kind that apps have registered."""
    _load()
    return list(_kinds.values())


def kind_in(thing) -> PlaceKind:
    """The kind of the places that a thing has."""
    return next(kind for kind in all_kinds() if kind.thing_model is type(thing))


@cache
def _load():
    autodiscover_modules("place_kinds")
