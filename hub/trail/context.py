"""Where a change comes from: set once a request or command, read when the trail is written."""

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Origin:
    """``door``: page, API, command or worker; ``address``: the caller's IP address or empty."""

    door: str = "command"
    address: str = ""


_origin: ContextVar[Origin] = ContextVar("trail_origin", default=Origin())


def origin():
    """The origin of what happens now."""
    return _origin.get()


@contextmanager
def coming_from(door, address=""):
    """Everything recorded inside the block says that it came from here."""
    token = _origin.set(Origin(door, address))
    try:
        yield
    finally:
        _origin.reset(token)
