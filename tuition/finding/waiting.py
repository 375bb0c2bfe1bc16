"""How long somebody who joins a waiting list now will wait, said honestly or not at all."""

import math
from datetime import timedelta

from django.db.models import Count
from django.utils import timezone

from hub.places.choices import PlaceState
from tuition.models import Enrolment, Provision

TERMS_A_YEAR = 3
_WORDS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def queues(provisions) -> dict:
    """{key: (how many wait, places given up in a year)} of those of which places are awaited.

    In two statements for all: who waits by the index of queues, who left of full ones alone.
    """
    keys = [each.pk for each in provisions]
    waiting = _counted(Enrolment.objects.filter(provision__in=keys, state=PlaceState.WAITING))
    asked = [
        each.pk for each in provisions if each.wait_terms is None and _is_awaited(each, waiting)
    ]
    since = timezone.localdate() - timedelta(days=365)
    left = Enrolment.objects.filter(
        provision__in=asked, state__in=[PlaceState.ENDED, PlaceState.STOPPING], last_day__gte=since
    )
    gone = _counted(left) if asked else {}
    return {key: (waiting.get(key, 0), gone.get(key, 0)) for key in keys}


def terms_to_wait(provision: Provision, queue) -> int | None:
    """Terms, of which the last one wholly; None when nobody knows.

    What the office has said of it; else the queue with the newcomer at its end, by the places
    that were given up in a year. Source: hub practice (sector.md b9a).
    """
    if provision.wait_terms is not None:
        return provision.wait_terms
    waiting, left = queue
    return math.ceil((waiting + 1) * TERMS_A_YEAR / left) if left else None


def in_words(terms: int | None) -> str:
    """ "about two terms", "less than a term", "we do not know how long"."""
    if terms is None:
        return "we do not know how long"
    if terms == 0:
        return "less than a term"
    if terms > 2 * TERMS_A_YEAR:
        return "more than two years"
    return f"about {_WORDS[terms]} term{'' if terms == 1 else 's'}"


def _is_awaited(provision, waiting):
    return provision.is_full or bool(waiting.get(provision.pk))


def _counted(enrolments):
    rows = enrolments.order_by().values("provision").annotate(number=Count("pk"))
    return {row["provision"]: row["number"] for row in rows}
