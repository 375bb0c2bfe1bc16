"""Who goes first: ranks by the rule of each kind, at entry and whenever rule or people change."""

from django.db import transaction
from django.db.models import Value

from hub.places.kinds import PlaceKind, all_kinds

_USUAL = 100
_BATCH = 500


def rank(kind: PlaceKind, rows) -> int:
    """Rank those of these rows who ask for a place; returns how many changed.

    A row that somebody has locked is left for the next time.
    """
    due = kind.rank() or Value(_USUAL)
    wrong = rows.asking().exclude(rank=due).order_by("pk")
    changed = 0
    while True:
        with transaction.atomic():
            batch = wrong.select_for_update(of=("self",), no_key=True, skip_locked=True)
            keys = list(batch.values_list("pk", flat=True)[:_BATCH])
            changed += kind.model._base_manager.filter(pk__in=keys).update(rank=due)
        if len(keys) < _BATCH:
            return changed


def rank_entered(place, kind: PlaceKind):
    """Rank somebody who comes in; no statement while the rule is the date of application alone."""
    due = kind.rank()
    if due is not None and place.is_asking:
        kind.model._base_manager.filter(pk=place.pk).update(rank=due)


def rank_all() -> int:
    """Rank all who ask for a place, of every kind; returns how many changed."""
    return sum(rank(kind, kind.places()) for kind in all_kinds())
