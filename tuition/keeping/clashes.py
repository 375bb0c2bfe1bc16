"""Two things in one room, or one tutor in two places, at the same time: told, not forbidden."""

import datetime

from django.db.models import Q

from hub.calendar.choices import Weekday
from hub.templatetags.hub import clock
from tuition.choices import ProvisionState
from tuition.models import Provision


def clashes(*, provision, room, tutor, weekday, starts_at, minutes, first, last) -> list[str]:
    """Sentences about what is taught at the same time in this room, or by this tutor.

    ``provision``: the one that changes, left out; None for a new one. ``first``, ``last``: days of
    teaching. Two statements at most.
    """
    if weekday is None or starts_at is None or not (room or tutor):
        return []
    rows = Provision.objects.fixed().exclude(state=ProvisionState.STOPPED)
    rows = rows.filter(weekday=weekday, starts_on__lte=last, ends_on__gte=first)
    if provision is not None and provision.pk:
        rows = rows.exclude(pk=provision.pk)
    here = Q(pk__in=[])
    if room is not None:
        here |= Q(room=room)
    if tutor is not None:
        here |= Q(tutor=tutor)
    found = rows.filter(here).select_related("instrument", "venue")
    span = _span(starts_at, minutes)
    return [
        _words(each, room)
        for each in found.order_by("starts_at", "pk")
        if _overlap(span, _span(each.starts_at, each.minutes))
    ]


def _words(other, room):
    when = f"{Weekday(other.weekday).label} at {clock(other.starts_at)}"
    what = f"{other} ({other.reference}) on {when}"
    if room is not None and other.room_id == room.pk:
        return f"{room} is taken then: {what}."
    return f"The tutor teaches then: {what}, {other.venue}."


def _span(start: datetime.time, minutes):
    begin = start.hour * 60 + start.minute
    return begin, begin + minutes


def _overlap(one, other):
    return one[0] < other[1] and other[0] < one[1]
