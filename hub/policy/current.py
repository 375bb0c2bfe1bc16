"""The hub's settings: read on every page, so kept for some seconds in each process."""

import time

from hub.policy.models import HubSettings

_KEPT_SECONDS = 5
_kept: tuple[float, HubSettings] | None = None


def hub_settings():
    """The one HubSettings row, at most five seconds old."""
    global _kept
    if _kept is None or time.monotonic() - _kept[0] > _KEPT_SECONDS:
        _kept = (time.monotonic(), HubSettings.objects.get(pk=1))
    return _kept[1]


def last_known():
    """The row as this process last read it, without asking the database; else the defaults."""
    return _kept[1] if _kept else HubSettings()


def forget():
    """Read the row anew next time: called when it was saved, and by tests."""
    global _kept
    _kept = None
