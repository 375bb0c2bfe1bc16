"""The hub's settings, as pages ask for them."""

from hub.policy import reading
from hub.policy.models import HubSettings
from hub.policy.reading import forget

__all__ = ["forget", "hub_settings", "last_known"]


def hub_settings():
    """The one HubSettings row, at most five seconds old."""
    return reading.read().settings


def last_known():
    """The row as this process last read it, without asking the database; else the defaults."""
    found = reading.kept()
    return found.settings if found else HubSettings()
