"""The number of places taken. Nothing outside this module changes it.

One conditional update decides: two who want the last place meet at its row, the second finds it
taken. No rows are counted, so a place costs the same after 100,000 others (platform.md, 4).
"""

from django.db.models import Exists, F, OuterRef

from hub.places.choices import PlaceState


def lock(thing):
    """The thing as it is now, its row locked until the transaction ends."""
    return type(thing)._base_manager.select_for_update(of=("self",)).get(pk=thing.pk)


def take(thing) -> bool:
    """Take a place, whoever waits: for those whose turn it is. Was there one?"""
    rows = type(thing)._base_manager.filter(pk=thing.pk, places_taken__lt=F("capacity"))
    return rows.update(places_taken=F("places_taken") + 1) == 1


def take_unless_awaited(thing, kind) -> bool:
    """Take a place that nobody waits for: for whoever comes now. Was there one?"""
    waiting = kind.model._base_manager.filter(
        **{kind.thing: OuterRef("pk")}, state=PlaceState.WAITING
    )
    rows = type(thing)._base_manager.filter(~Exists(waiting), pk=thing.pk)
    room = rows.filter(places_taken__lt=F("capacity"))
    return room.update(places_taken=F("places_taken") + 1) == 1


def give_back(thing):
    """One place fewer is taken. Locks the row until the transaction ends."""
    rows = type(thing)._base_manager.filter(pk=thing.pk, places_taken__gt=0)
    rows.update(places_taken=F("places_taken") - 1)


def recount(thing, kind) -> tuple[int, int]:
    """(what stood there, what the rows say), and put right what drifted. Locks the row."""
    thing = lock(thing)
    counted = kind.model._base_manager.filter(**{kind.thing: thing}).taking().count()
    before = thing.places_taken
    if before != counted:
        type(thing)._base_manager.filter(pk=thing.pk).update(places_taken=counted)
    return before, counted
