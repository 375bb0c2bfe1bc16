"""The number of places taken, and the locks around it. Nothing outside this module changes it.

One conditional update decides: two who want the last place meet at its row, the second finds it
taken. No rows are counted, so a place costs the same after 100,000 others (platform.md, 4).
"""

from django.db.models import Exists, F, OuterRef

from hub.places.choices import PlaceState


def lock(thing, *, skip=False):
    """The thing as it is now, its row locked until the transaction ends.

    ``skip``: None instead, when somebody else has it locked.
    """
    return lock_key(type(thing), thing.pk, skip=skip)


def lock_key(model, pk, *, skip=False):
    """The same by model and key."""
    # "No key": a new row that only points here, such as an application, need not wait.
    rows = model._base_manager.select_for_update(of=("self",), no_key=True, skip_locked=skip)
    return rows.filter(pk=pk).first() if skip else rows.get(pk=pk)


def take(thing, number=1) -> bool:
    """Take places, whoever waits: for those whose turn it is. Were there so many?"""
    room = type(thing)._base_manager.filter(pk=thing.pk, places_taken__lte=F("capacity") - number)
    return room.update(places_taken=F("places_taken") + number) == 1


def take_unless_awaited(thing, kind, number=1) -> bool:
    """Take places that nobody waits for: for whoever comes now. Were there so many?"""
    waiting = kind.model._base_manager.filter(
        **{kind.thing: OuterRef("pk")}, state=PlaceState.WAITING
    )
    rows = type(thing)._base_manager.filter(~Exists(waiting), pk=thing.pk)
    room = rows.filter(places_taken__lte=F("capacity") - number)
    return room.update(places_taken=F("places_taken") + number) == 1


def give_back(thing, number=1):
    """So many places fewer are taken. Locks the row until the transaction ends."""
    rows = type(thing)._base_manager.filter(pk=thing.pk, places_taken__gte=number)
    rows.update(places_taken=F("places_taken") - number)


def recount(thing, kind) -> tuple[int, int]:
    """(what stood there, what the rows say), and put right what drifted. Locks the row.

    More rows than places are not put right: the database refuses that number, and people decide.
    """
    thing = lock(thing)
    counted = kind.of(thing).taking().count()
    before = thing.places_taken
    if before != counted <= thing.capacity:
        type(thing)._base_manager.filter(pk=thing.pk).update(places_taken=counted)
    return before, counted
