"""Schools by name."""

from django.apps import apps
from django.db.models import F, OuterRef, Q, Subquery
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

    def missing(self):
        """Open schools with a URN that the last whole file of their authority did not hold.

        Each with ``missing_since``: when that file was read. Absence closes nothing: staff look.
        """
        readings = apps.get_model("schools", "RegisterReading").objects.filter(
            authority=OuterRef("local_authority"), is_whole=True
        )
        return (
            self.open()
            .filter(urn__isnull=False)
            .annotate(missing_since=Subquery(readings.order_by("-at").values("at")[:1]))
            .filter(
                Q(in_register_at__isnull=True) | Q(in_register_at__lt=F("missing_since")),
                missing_since__isnull=False,
            )
        )

    def missing_and_kept(self):
        """Those of the missing that staff have looked at since that file, and kept open."""
        return self.missing().filter(kept_at__gte=F("missing_since"))

    def missing_to_look_at(self):
        """Those of the missing that nobody has looked at since that file."""
        return self.missing().filter(Q(kept_at__isnull=True) | Q(kept_at__lt=F("missing_since")))


class RegisterReadingQuerySet(RightsQuerySet):
    """Files of the register that were read."""

    def last_whole(self):
        """The newest whole file of each authority: what schools are missing from."""
        newest = self.filter(is_whole=True).order_by("authority_id", "-at").distinct("authority_id")
        return newest.select_related("authority")


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
