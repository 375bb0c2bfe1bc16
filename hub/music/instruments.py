"""The hub's list of instruments. Nothing outside this module adds or changes one."""

from django.db import transaction
from django.utils.text import slugify

from hub.music.models import Instrument
from hub.trail.record import form_changes, record


@transaction.atomic
def add(*, form, by) -> Instrument:
    """Add the instrument of a valid form. Its key is made from its name, once and for all."""
    instrument = form.save(commit=False)
    instrument.key = _free_key(instrument.name)
    instrument.save()
    record("added", instrument, by=by, changes={"name": (None, instrument.name)})
    return instrument


@transaction.atomic
def change(*, form, by) -> Instrument:
    """Save a valid form over what stands."""
    instrument = form.save()
    if changes := form_changes(form):
        record("changed", instrument, by=by, changes=changes)
    return instrument


@transaction.atomic
def offer(*, instrument, is_active, by) -> Instrument:
    """Offer an instrument again, or no longer; what refers to it stays. The same again is nothing.

    Nobody removes one: history, loans and figures of years past name it.
    """
    instrument = Instrument.objects.select_for_update().get(pk=instrument.pk)
    if instrument.is_active != is_active:
        before, instrument.is_active = instrument.is_active, is_active
        instrument.save(update_fields=["is_active"])
        record("changed", instrument, by=by, changes={"is_active": (before, is_active)})
    return instrument


def _free_key(name):
    stem = slugify(name)[:34].strip("-") or "instrument"
    taken = set(Instrument.objects.filter(key__startswith=stem).values_list("key", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(key for key in numbered if key not in taken)
