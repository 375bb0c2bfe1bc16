"""Places are taken, waited for, offered and given up here, and nowhere else.

Whoever changes how many are taken locks the thing before the place, and several things in the
order of their keys, so that two never wait for each other. A freed place is offered in the same
transaction to the first who waits: between them nobody else can click.
"""

from hub.places.answers import accept, ask_for_another, decline, put_on_list, refuse, withdraw
from hub.places.entering import confirm_hold, enter, enter_all, hold, keep_longer, take
from hub.places.moving import move, set_capacity
from hub.places.offering import offer, promote
from hub.places.refusals import NoPlaceLeft, PlaceRefused
from hub.places.stopping import end, go_on, lapse, resume, stop, suspend

__all__ = [
    "NoPlaceLeft",
    "PlaceRefused",
    "accept",
    "ask_for_another",
    "confirm_hold",
    "decline",
    "end",
    "enter",
    "enter_all",
    "go_on",
    "hold",
    "keep_longer",
    "lapse",
    "move",
    "offer",
    "promote",
    "put_on_list",
    "refuse",
    "resume",
    "set_capacity",
    "stop",
    "suspend",
    "take",
    "withdraw",
]
