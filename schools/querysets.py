"""Schools by name."""

from hub.permissions import RightsQuerySet
from schools.choices import SchoolStatus


class SchoolQuerySet(RightsQuerySet):
    """Schools and other settings that the hub serves."""

    def visible_to(self, user):
        """The schools whose record this user may open."""
        return self.allowing("schools.see_school", user)

    def open(self):
        """Those that teach children now."""
        return self.filter(status__in=[SchoolStatus.OPEN, SchoolStatus.CLOSING])
