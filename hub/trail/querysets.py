"""Trail entries by name."""

from django.db import connection
from django.db.models import Q

from hub.permissions import RightsQuerySet


class EntryQuerySet(RightsQuerySet):
    """Trail entries."""

    def visible_to(self, user):
        """Entries for those who may read the trail."""
        return self.allowing("trail.see_entry", user)

    def about(self, obj):
        """Entries about one row."""
        return self.filter(object_type=obj._meta.label_lower, object_id=str(obj.pk))

    def older_than(self, entry):
        """Those that stand after this one, newest first."""
        return self.filter(Q(at__lt=entry.at) | Q(at=entry.at, pk__lt=entry.pk))

    def newer_than(self, entry):
        """Those that stand before this one; the nearest first."""
        newer = self.filter(Q(at__gt=entry.at) | Q(at=entry.at, pk__gt=entry.pk))
        return newer.order_by("at", "pk")

    def known(self, column):
        """Every value that stands in ``action`` or ``object_type``, in order.

        Steps from value to value by the index that the column leads: a plain DISTINCT reads every
        row, and the trail only grows.
        """
        if column not in ("action", "object_type"):
            raise ValueError(column)
        table, name = (
            connection.ops.quote_name(each) for each in (self.model._meta.db_table, column)
        )
        with connection.cursor() as cursor:
            cursor.execute(
                f"""
                WITH RECURSIVE step AS (
                    SELECT min({name}) AS value FROM {table}
                    UNION ALL
                    SELECT (SELECT min({name}) FROM {table} WHERE {name} > step.value)
                    FROM step WHERE step.value IS NOT NULL
                )
                SELECT value FROM step WHERE value IS NOT NULL
                """  # noqa: S608  (both names are our own)
            )
            return [value for (value,) in cursor.fetchall()]
