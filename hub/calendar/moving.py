"""A school that goes on under a new number keeps its own dates from today on."""

from django.utils import timezone

from hub.calendar.models import Closure, Term
from hub.calendar.years import AcademicYear
from hub.trail.record import record


def move_dates(*, moves, by) -> int:
    """Move terms and closures that are not over from old schools to new ones.

    ``moves``: [(old school, new school, reason)]. What the new school has set itself stays: terms
    of a year for which it has any, and closures that it has entered too. Returns how many rows
    moved; a second run moves none. Runs inside the caller's transaction.
    """
    by_old = {old.pk: (new, reason) for old, new, reason in moves}
    keys = {new.pk for new, _ in by_old.values()}
    moved = 0
    for row in [*_terms(by_old, keys), *_closures(by_old, keys)]:
        new, reason = by_old[row.school_id]
        changes = {"school": (str(row.school), str(new))}
        row.school = new
        row.touch()
        row.save(update_fields=["school", "revision", "changed_at"])
        record("moved", row, by=by, changes=changes, reason=reason)
        moved += 1
    return moved


def _terms(by_old, new_keys):
    """Terms of this year and later, for years in which the new school has none of its own."""
    now = AcademicYear.current()
    rows = Term.objects.filter(year__gte=now).select_related("school").order_by("pk")
    has_own = set(rows.filter(school__in=new_keys).values_list("school", "year"))
    # Where two schools become one, the first one's terms of a year are taken.
    taken_from = {}
    for row in rows.filter(school__in=by_old).select_for_update(of=("self",)):
        place = (by_old[row.school_id][0].pk, row.year)
        if place not in has_own and taken_from.setdefault(place, row.school_id) == row.school_id:
            yield row


def _closures(by_old, new_keys):
    """Closures that are not over, without those that the new school has as well."""
    rows = Closure.objects.filter(ends_on__gte=timezone.localdate()).select_related("school")
    same = {_said(row, row.school_id) for row in rows.filter(school__in=new_keys)}
    for row in rows.filter(school__in=by_old).order_by("pk").select_for_update(of=("self",)):
        said = _said(row, by_old[row.school_id][0].pk)
        if said not in same:
            same.add(said)
            yield row


def _said(row, school_key):
    return (school_key, row.kind, row.starts_on, row.ends_on, row.words)
