"""Resources by name."""

from django.apps import apps
from django.db.models import IntegerField, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Now

from hub.content.choices import Readers, State
from hub.files.choices import Scan
from hub.permissions import RightsQuerySet

#: Published, and the day has come.
OUT = Q(state=State.PUBLISHED, published_at__lte=Now())
#: What everybody may read.
OPEN_TO_ALL = OUT & Q(readers=Readers.PUBLIC)


def for_one_of(field, values):
    """Q: meant for one of these, or for everybody because nobody is named. ``field``: an array."""
    return Q(**{f"{field}__overlap": list(values)}) | Q(**{field: []})


class ResourceQuerySet(RightsQuerySet):
    """Resources and publications."""

    def visible_to(self, user):
        """Those that this user may read, signed in or not; editors see drafts too."""
        return self.allowing("content.see_resource", user)

    def out(self):
        """Published ones whose day has come."""
        return self.filter(OUT)

    def drafts(self):
        """Those that nobody has published yet."""
        return self.filter(state=State.DRAFT)

    def with_closed_files(self):
        """Those whose file readers cannot open: not scanned, or something was found in it."""
        return self.filter(file__isnull=False).exclude(file__scan=Scan.CLEAN)

    def with_reads(self, since):
        """Each with ``reads``: how often it was opened from a day on."""
        counts = (
            apps.get_model("content", "ReadCount")
            .objects.filter(resource=OuterRef("pk"), day__gte=since)
            .order_by()
            .values("resource")
            .annotate(total=Sum("number"))
            .values("total")
        )
        return self.annotate(
            reads=Coalesce(Subquery(counts, output_field=IntegerField()), Value(0))
        )


class SeriesQuerySet(RightsQuerySet):
    """Series of resources."""

    def visible_to(self, user):
        """Those with an episode that this user may read; editors see all."""
        return self.allowing("content.see_series", user)


class ResourceVersionQuerySet(RightsQuerySet):
    """Texts that resources had."""

    def visible_to(self, user):
        """Those of the resources that this user writes."""
        resources = apps.get_model("content", "Resource").objects
        return self.filter(resource__in=resources.allowing("content.change_resource", user))
