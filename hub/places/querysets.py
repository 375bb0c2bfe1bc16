"""Things with places, and places, by name."""

from django.db.models import F

from hub.permissions import RightsQuerySet
from hub.places.choices import ASKING, LIVE, OVER, TAKING, TAUGHT, PlaceState


class CapacityQuerySet(RightsQuerySet):
    """Things of which places can be taken."""

    def with_room(self):
        """Those with a place left."""
        return self.filter(places_taken__lt=F("capacity"))

    def full(self):
        """Those without."""
        return self.filter(places_taken__gte=F("capacity"))


class PlaceQuerySet(RightsQuerySet):
    """Places of people in things."""

    def live(self):
        """Those that stand or are wanted."""
        return self.filter(state__in=LIVE)

    def taking(self):
        """Those that are counted."""
        return self.filter(state__in=TAKING)

    def asking(self):
        """Those who want one and have none."""
        return self.filter(state__in=ASKING)

    def waiting(self):
        """Those on the waiting list."""
        return self.filter(state=PlaceState.WAITING)

    def offered(self):
        """Those who are asked whether they want the place."""
        return self.filter(state=PlaceState.OFFERED)

    def taught(self):
        """Those who have one."""
        return self.filter(state__in=TAUGHT)

    def over(self):
        """Those that came to an end, one way or another."""
        return self.filter(state__in=OVER)

    def in_turn(self):
        """In the order in which a freed place is offered: by date of application."""
        return self.order_by("rank", "applied_at", "pk")

    def offers_past(self, now):
        """Offers that were to be answered before now."""
        return self.filter(state=PlaceState.OFFERED, answer_by__lte=now)

    def holds_past(self, now):
        """Holds that ended before now."""
        return self.filter(state=PlaceState.HELD, held_until__lte=now)
