"""Saving a type of visit, with what hangs on it: whether a school counts as visited."""

from django.db import transaction
from django.utils.text import slugify

from hub.trail.record import form_changes, record
from visits import standing
from visits.models import Visit, VisitType

_BATCH = 1000


@transaction.atomic
def save(*, form, by) -> VisitType:
    """Save a valid form of a type. When it begins or ceases to count, schools stand differently."""
    is_new, changes = form.instance.pk is None, form_changes(form)
    row = form.save(commit=False)
    if is_new:
        row.key = _free_key(row.name)
    row.save()
    record("added" if is_new else "changed", row, by=by, changes=changes)
    if "counts" in form.changed_data and not is_new:
        schools = Visit.objects.took_place().filter(type=row).values_list("school", flat=True)
        keys = sorted(set(schools.order_by()))
        for first in range(0, len(keys), _BATCH):
            standing.refresh(*keys[first : first + _BATCH])
    return row


def _free_key(name):
    """A short key that no type has yet."""
    base = slugify(name)[:16] or "type"
    taken = set(VisitType.objects.values_list("key", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, 1000))
    return next(key for key in (base, *numbered) if key not in taken)
