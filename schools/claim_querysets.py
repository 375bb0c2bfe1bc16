"""Requests for a role at a school, by name."""

from datetime import timedelta

from django.utils import timezone

from hub.permissions import RightsQuerySet


class SchoolClaimQuerySet(RightsQuerySet):
    """Requests of people for a role at a school."""

    def visible_to(self, user):
        """The requests that this user may see."""
        return self.allowing("schools.see_claim", user)

    def waiting(self):
        """Those that nobody has answered."""
        return self.filter(state="asked")

    def of_the_last_day(self):
        """Those of the last 24 hours, whatever came of them: what limits count."""
        return self.filter(asked_at__gte=timezone.now() - timedelta(days=1))
