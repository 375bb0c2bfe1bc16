"""Schools by name."""

from django.apps import apps
from django.db.models import Exists, F, Func, JSONField, OuterRef, Q, Subquery
from django.utils import timezone

from hub.permissions import RightsQuerySet
from schools.choices import OPEN_STATUSES, Phase


class SchoolQuerySet(RightsQuerySet):
    """Schools and other settings that the hub serves."""

    def visible_to(self, user):
        """The schools whose record this user may open."""
        return self.allowing("schools.see_school", user)

    def with_links(self):
        """Each with what spares looking for links later.

        ``has_links``: is it named in any? ``earlier``: [[primary key, URN, name], …] of the
        schools whose history is its own (schools.lineage), or None.
        """
        from schools.lineage import earlier_schools

        links = apps.get_model("schools", "SchoolLink").objects
        return self.annotate(has_links=Exists(links.of(OuterRef("urn"))), earlier=earlier_schools())

    def open(self):
        """Those that teach children now."""
        return self.filter(status__in=OPEN_STATUSES)

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

    def visible_to(self, user):
        """The links on whose history this user may decide."""
        return self.allowing("schools.decide_link", user)

    def of(self, urn):
        """Links on either side of a school."""
        return self.filter(Q(predecessor_urn=urn) | Q(successor_urn=urn))

    def of_any(self, urns):
        """Links on either side of any of these schools."""
        return self.filter(Q(predecessor_urn__in=urns) | Q(successor_urn__in=urns))

    def in_force(self):
        """Those that have come about: dated today or earlier, or not dated."""
        return self.filter(
            Q(established_on__isnull=True) | Q(established_on__lte=timezone.localdate())
        )

    def followed(self):
        """Links along which history goes: staff say so, or the link alone leaves no doubt.

        No doubt: one school became one other school, and the register does not call it a merger.
        Mergers and splits follow nowhere until somebody decides, each link for itself.
        """
        return self.in_force().filter(Q(follows=True) | Q(follows__isnull=True) & ~self._shared())

    def shared(self):
        """Mergers and splits, and whatever else staff have decided on."""
        return self.in_force().filter(self._shared() | Q(follows__isnull=False))

    def to_decide(self):
        """Mergers and splits between schools of the directory on which nobody has decided."""
        return self.shared().filter(follows__isnull=True).with_both_records()

    def with_both_records(self):
        """Links between two schools of the directory: without a record there is no history."""
        schools = apps.get_model("schools", "School").objects
        return self.filter(
            Exists(schools.filter(urn=OuterRef("predecessor_urn"))),
            Exists(schools.filter(urn=OuterRef("successor_urn"))),
        )

    def with_state(self):
        """Each link with ``is_in_force`` and ``is_followed``."""
        return self.annotate(
            is_in_force=Exists(self.model.objects.in_force().filter(pk=OuterRef("pk"))),
            is_followed=Exists(self.model.objects.followed().filter(pk=OuterRef("pk"))),
        )

    def with_records(self, among):
        """Each with ``predecessor_record`` and ``successor_record``: [primary key, URN, name] of
        the record of that school in ``among``, None when that holds none.
        """
        wanted = Func("pk", "urn", "name", function="JSONB_BUILD_ARRAY", output_field=JSONField())

        def record(number):
            of_number = among.order_by().filter(urn=OuterRef(number))
            return Subquery(of_number.annotate(wanted=wanted).values("wanted")[:1])

        return self.annotate(
            predecessor_record=record("predecessor_urn"), successor_record=record("successor_urn")
        )

    def _shared(self):
        """Q: the register calls it a merger, or one of the two schools has other such links."""
        others = self.model.objects.in_force().exclude(pk=OuterRef("pk"))
        return (
            Q(kind__icontains="merge")
            | Q(kind__icontains="amalgam")
            | Q(kind__icontains="split")
            | Q(Exists(others.filter(predecessor_urn=OuterRef("predecessor_urn"))))
            | Q(Exists(others.filter(successor_urn=OuterRef("successor_urn"))))
        )


class SchoolNoteQuerySet(RightsQuerySet):
    """Notes of hub staff on schools."""

    def visible_to(self, user):
        """The notes that this user may read."""
        return self.allowing("schools.see_note", user)
