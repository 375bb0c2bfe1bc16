"""Resources that fit a need: what the audit, visits and plans offer beside their own words."""

from django.db.models import Case, Count, IntegerField, Q, Value, When

from hub.content.choices import Kind, Phase
from hub.content.models import Resource
from hub.content.querysets import for_one_of


def fitting_resources(*, topics, phase=None, user, limit=5):
    """Resources on any of the topics that this user may read, the best fitting first.

    ``topics``: keys of Topic or Topics; keys that no topic has are passed over. ``phase``: a phase
    of the school directory; what is written for other phases only is left out. Those on most of the
    topics stand first, then those written for the phase by name, then the newest. Newsletters are
    news, not help, and never among them. One statement.
    """
    keys = {getattr(topic, "key", topic) for topic in topics}
    if not keys:
        return []
    found = Resource.objects.visible_to(user).out().filter(topics__key__in=keys)
    found = found.exclude(kind=Kind.NEWSLETTER)
    is_for_it = Q(pk__in=[])
    if phase in Phase.values:
        found = found.filter(for_one_of("phases", [phase]))
        is_for_it = Q(phases__contains=[phase])
    found = found.annotate(
        fits=Count("topics", filter=Q(topics__key__in=keys), distinct=True),
        by_name=Case(When(is_for_it, then=1), default=Value(0), output_field=IntegerField()),
    )
    return list(found.order_by("-fits", "-by_name", "-published_at", "-pk")[:limit])
