"""Schools by name."""

from django.db.models import Q
from django.utils import timezone

from hub.permissions import RightsQuerySet
from schools.choices import Phase, SchoolStatus


class SchoolQuerySet(RightsQuerySet):
    """Schools and other settings that the hub serves."""

    def visible_to(self, user):
        """The schools whose record this user may open."""
        return self.allowing("schools.see_school", user)

    def open(self):
        """Those that teach children now."""
        return self.filter(status__in=[SchoolStatus.OPEN, SchoolStatus.CLOSING])

    def without_phase(self):
        """Open schools for which neither the register nor staff say a phase."""
        return self.open().filter(phase=Phase.NOT_KNOWN)


class SchoolLinkQuerySet(RightsQuerySet):
    """Which school follows which."""

    def of(self, urn):
        """Links on either side of a school."""
        return self.filter(Q(predecessor_urn=urn) | Q(successor_urn=urn))

    def in_force(self):
        """Those that have come about: dated today or earlier, or not dated."""
        return self.filter(
            Q(established_on__isnull=True) | Q(established_on__lte=timezone.localdate())
        )
