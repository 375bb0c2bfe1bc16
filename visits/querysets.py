"""Visits and what belongs to them, by name."""

from hub.permissions import RightsQuerySet
from schools.choices import ActionState
from visits.choices import COMING, TOOK_PLACE


class VisitTypeQuerySet(RightsQuerySet):
    """Types of visits."""

    def visible_to(self, user):
        """The types that this user may know of."""
        return self.allowing("visits.see_type", user)

    def in_use(self):
        """Those that can be chosen for a new visit."""
        return self.filter(is_active=True)


class VisitQuerySet(RightsQuerySet):
    """Visits."""

    def visible_to(self, user):
        """The visits that this user may know of: day, officer, state; not what was written down."""
        return self.allowing("visits.see_visit", user)

    def coming(self):
        """Those that are still to take place."""
        return self.filter(state__in=COMING)

    def took_place(self):
        """Those that took place."""
        return self.filter(state__in=TOOK_PLACE)

    def counting(self):
        """Those that took place and reset the cycle of their school."""
        return self.took_place().filter(type__counts=True)


class OfVisitQuerySet(RightsQuerySet):
    """What belongs to a visit and is seen with it: officers, dates, replies."""

    def visible_to(self, user):
        """Those of visits that this user may know of."""
        return self.allowing(self.model.SEE, user)


class ActionQuerySet(RightsQuerySet):
    """Actions."""

    def visible_to(self, user):
        """The actions that this user may read."""
        return self.allowing("visits.see_action", user)

    def live(self):
        """Those that somebody has still to do."""
        return self.filter(state__in=[ActionState.OPEN, ActionState.IN_PROGRESS])

    def overdue(self, today):
        """Those that somebody should have done before today."""
        return self.live().filter(due_on__lt=today)
