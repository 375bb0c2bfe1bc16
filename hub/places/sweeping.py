"""What the clock does with places. Each is safe to run twice at once: what somebody else has
locked is left to them, and to the next minute.
"""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from hub.places import counter
from hub.places.changing import change, tell
from hub.places.choices import PlaceState
from hub.places.kinds import PlaceKind, all_kinds
from hub.places.offering import promote
from hub.policy.values import value

log = logging.getLogger(__name__)

#: Things, or offers, that one sweep looks at; the next minute brings the others.
_BATCH = 500
_NEXT = {
    PlaceState.HELD: PlaceState.LAPSED,
    PlaceState.OFFERED: PlaceState.LAPSED,
    PlaceState.STOPPING: PlaceState.ENDED,
}


def take_back_all() -> dict[str, int]:
    """Take back what is past its time, thing by thing: {"held": …, "offered": …, "stopping": …}."""
    taken = {str(state): 0 for state in _NEXT}
    for kind in all_kinds():
        keys = kind.places().filter(_past()).order_by().values(f"{kind.thing}_id").distinct()
        for row in keys[:_BATCH]:
            for state in _alone(_take_back, kind, row[f"{kind.thing}_id"]) or []:
                taken[state] += 1
    return taken


def offer_all() -> int:
    """Offer what is free though somebody waits, which no verb leaves behind but a broken one."""
    offered = 0
    for kind in all_kinds():
        waiting = kind.places().filter(**{kind.thing: OuterRef("pk")})
        things = kind.offering(kind.thing_model._default_manager.with_room())
        things = things.filter(Exists(waiting.filter(state=PlaceState.WAITING))).order_by("pk")
        for thing in things[:_BATCH]:
            offered += len(_alone(lambda _, one: promote(one, skip=True), kind, thing) or [])
    return offered


def remind_all() -> int:
    """Remind of offers whose time is nearly over, once each; not of those made today."""
    now, reminded = timezone.now(), 0
    near = now + timedelta(days=value("offer-reminder-days"))
    for kind in all_kinds():
        rows = (
            kind.places()
            .filter(
                state=PlaceState.OFFERED,
                answer_by__gt=now,
                answer_by__lte=near,
                reminded_at=None,
                offered_at__lt=now - timedelta(days=1),
            )
            .order_by("answer_by")
        )
        for pk in list(rows.values_list("pk", flat=True)[:_BATCH]):
            reminded += bool(_alone(_remind, rows, pk))
    return reminded


def recount_all() -> list[str]:
    """Recount what differs from its rows, and say what was wrong: one sentence for each."""
    wrong = []
    for kind in all_kinds():
        rows = kind.places().filter(**{kind.thing: OuterRef("pk")}).taking().order_by()
        counted = rows.values(kind.thing).annotate(n=Count("pk")).values("n")
        things = kind.thing_model._base_manager.annotate(
            counted=Coalesce(Subquery(counted, output_field=IntegerField()), 0)
        ).exclude(counted=F("places_taken"))
        for thing in things.order_by("pk"):
            with transaction.atomic():
                stood, there = counter.recount(thing, kind)
            if stood != there:  # not only seen in the middle of somebody's change
                wrong.append(f"{thing._meta.label} {thing.pk}: {stood} stood there, {there} are")
    for words in wrong:
        log.error("places drifted: %s", words)
    return wrong


def _past():
    now, today = timezone.now(), timezone.localdate()
    return (
        Q(state=PlaceState.HELD, held_until__lte=now)
        | Q(state=PlaceState.OFFERED, answer_by__lte=now)
        | Q(state=PlaceState.STOPPING, last_day__lt=today)
    )


def _take_back(kind: PlaceKind, key) -> list[str]:
    """Take back all of one thing that is past its time, and offer it on; returns their states."""
    thing = counter.lock_key(kind.thing_model, key, skip=True)
    if thing is None:
        return []
    # Not waited for: somebody may be answering just now, and that counts.
    rows = kind.of(thing).filter(_past()).order_by("pk")
    rows = list(rows.select_for_update(of=("self",), no_key=True, skip_locked=True))
    states, slots = [str(place.state) for place in rows], []
    for place in rows:
        setattr(place, kind.thing, thing)
        slots.append(kind.terms_of(place))
        change(place, _NEXT[PlaceState(place.state)], by=None, aside=True)
    if rows:
        counter.give_back(thing, len(rows))
        for slot in slots:
            promote(thing, terms=slot)
    return states


def _remind(rows, pk) -> bool:
    place = (
        rows.select_for_update(of=("self",), no_key=True, skip_locked=True).filter(pk=pk).first()
    )
    if place is None:
        return False
    place.reminded_at = timezone.now()
    place.save(update_fields=["reminded_at"])
    tell(place, "reminded", None, aside=True)
    return True


def _alone(work, *args):
    """The work in a transaction of its own; one that fails keeps no other from its turn."""
    try:
        with transaction.atomic():
            return work(*args)
    except Exception:
        log.exception("places: %s failed", getattr(work, "__name__", "a sweep"))
        return None
