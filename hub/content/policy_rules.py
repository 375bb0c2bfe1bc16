"""The hub's rules about resources."""

from datetime import timedelta

from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone

from hub.content.models import ReadCount
from hub.policy.rules import Effect, Whole, rule


def _readings(days):
    since = timezone.localdate() - timedelta(days=days - 1)
    return ReadCount.objects.filter(day__gte=since).aggregate(total=Sum("number"))["total"] or 0


def _counted_otherwise(old, new):
    """How many readings count, and did."""
    url = f"{reverse('resources:list')}?sort=read"
    return [
        Effect(f"{_readings(new):,} readings count for the order by most read.", url),
        Effect(f"With {old} days {_readings(old):,} do."),
    ]


rule(
    "most-read-days",
    label="Days that count for the most read resources",
    group="Resources",
    kind=Whole("days", least=7, most=730),
    default=90,
    help="“Most read” counts how often each resource was opened in these days. Who opened it is "
    "not kept.",
    source="hub policy: about a term",
    effects=_counted_otherwise,
)
