"""Why a place cannot be had, in words for a parent."""


class PlaceRefused(Exception):
    """A rule says no. The message can be shown to a parent as it stands."""


class NoPlaceLeft(PlaceRefused):
    """The last place has gone, or belongs to somebody who waits."""
