"""Why something cannot be put together, in words for a parent."""

from hub.places.refusals import PlaceRefused


class BookingRefused(PlaceRefused):
    """A rule says no. The message can be shown to a parent as it stands."""
