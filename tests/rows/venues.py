"""Places and rooms, and adding a school to them."""

from hub.accounts.choices import Role
from tests.answers import MANAGERS, NOBODYS, Row, only, only_sent, page
from tests.factories.tuition import RoomFactory, VenueFactory

KEEPERS = (*MANAGERS, Role.OFFICE, Role.TRAINING, Role.ENSEMBLES)
_FORM = Row(
    only(*KEEPERS),
    only(*KEEPERS, answer=422),
    only(*KEEPERS, answer=404),
    only(*KEEPERS, answer=404),
)
_USE = only_sent(
    Row(
        only(*KEEPERS),
        only(*KEEPERS, answer=302),
        only(*KEEPERS, answer=404),
        only(*KEEPERS, answer=404),
    )
)


def _none(world, who):
    return {"pk": NOBODYS}


def _venue(world, who):
    return {"pk": VenueFactory().pk}


def _room(world, who):
    return {"pk": RoomFactory().pk}


ROWS = {
    "venues:venues": page(only(*KEEPERS)),
    "venues:add": Row(only(*KEEPERS), only(*KEEPERS, answer=422)),
    "venues:venue": _FORM,
    "venues:use": _USE,
    "venues:add_room": _FORM,
    "venues:room": _FORM,
    "venues:use_room": _USE,
    "schools:venue_add": Row(only(*KEEPERS), only(*KEEPERS, answer=422)),
}
OBJECTS = {
    **dict.fromkeys(["venues:venue", "venues:use", "venues:add_room"], (_venue, _none)),
    **dict.fromkeys(["venues:room", "venues:use_room"], (_room, _none)),
}
