"""Places are taken, waited for, offered and given up here, and nowhere else.

Whoever changes how many are taken locks the thing before the place, so that two never wait for
each other. A freed place is offered in the same transaction to the first who waits: between them
nobody else can click.
"""

from hub.places.answers import accept, ask_for_another, decline, refuse, withdraw
from hub.places.changing import offer, promote
from hub.places.entering import confirm_hold, enter, hold, keep_longer
from hub.places.moving import move
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
    "go_on",
    "hold",
    "keep_longer",
    "lapse",
    "move",
    "offer",
    "promote",
    "refuse",
    "resume",
    "stop",
    "suspend",
    "withdraw",
]
