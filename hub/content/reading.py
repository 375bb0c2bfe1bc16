"""How often resources are read, a number for each day. Who reads is neither kept nor looked at."""

from datetime import timedelta

from django.db import connection
from django.db.models import Sum
from django.utils import timezone

from hub.content.models import ReadCount
from hub.policy.values import value

_COUNT = """
    INSERT INTO content_readcount (resource_id, day, number) VALUES (%s, %s, 1)
    ON CONFLICT (resource_id, day) DO UPDATE SET number = content_readcount.number + 1
"""


def count(resource):
    """One more reading today. One statement, which counts right however many read at once."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [resource.pk, timezone.localdate()])


def counted_since():
    """The first day that counts for what is most read."""
    return timezone.localdate() - timedelta(days=value("most-read-days") - 1)


def most_read(resources, number=5):
    """The most read of these resources, those that nobody opened left out."""
    # From the counts, of which there are as many as days: a sum for each resource takes far longer.
    counts = ReadCount.objects.filter(day__gte=counted_since(), resource__in=resources.order_by())
    totals = counts.order_by().values("resource").annotate(total=Sum("number"))
    found = totals.order_by("-total", "-resource")[:number].values_list("resource", flat=True)
    rows = resources.in_bulk(list(found))
    return [rows[pk] for pk in found if pk in rows]
