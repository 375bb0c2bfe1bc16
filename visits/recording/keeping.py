"""The record itself: begun, its texts, who was met.

Two devices in one record never lose a word: each field is sent back with a mark of what stood in it
when the page was drawn. What was changed meanwhile is not written over; it comes back beside what
was typed.
"""

import hashlib
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from hub.content.pasted import tidy, tidy_line
from hub.trail.record import record as note
from visits import arranging
from visits.arranging.locking import locked as locked_visit
from visits.choices import TOOK_PLACE, VisitState
from visits.models import PersonMet, VisitRecord
from visits.recording.refusals import RecordRefused

#: People who are met at one visit; more than a meeting holds is a slip.
MOST_PEOPLE = 40


@dataclass
class Saved:
    """What came of saving: fields that changed, and ``overtaken``, {field: what stands there}."""

    record: VisitRecord
    changed: list = field(default_factory=list)
    overtaken: dict = field(default_factory=dict)


def mark_of(value) -> str:
    """A short mark of what stands in a field, to be sent back with what is typed there."""
    text = "" if value is None else str(value)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@transaction.atomic
def begin(*, visit, by) -> VisitRecord:
    """Begin the record of a visit whose time has come, which marks it as done; returns the record.

    Of two who begin at once the second gets the first one's. Raises RecordRefused for a visit that
    is still to come, and for one that comes to nothing.
    """
    if visit.state == VisitState.CONFIRMED:
        try:
            visit = arranging.mark_done(visit=visit, by=by)
        except arranging.VisitRefused as refusal:
            visit = locked_visit(visit)  # another device may have marked it meanwhile
            if visit.state not in TOOK_PLACE:
                raise RecordRefused(str(refusal)) from refusal
    visit = locked_visit(visit)
    if visit.state not in TOOK_PLACE:
        state = visit.get_state_display().lower()
        raise RecordRefused(f"This visit is {state}, so there is nothing to record.")
    record, is_new = VisitRecord.objects.get_or_create(visit=visit, defaults={"changed_by": by})
    if is_new:
        note("began", record, by=by)
    return record


@transaction.atomic
def save(*, record, values, seen, by) -> Saved:
    """Write texts of a record: ``values`` by name, ``seen`` the marks that came back with them.

    Raises RecordRefused when the visit has been taken back meanwhile.
    """
    record = locked(record)
    saved = Saved(record)
    for name, value in values.items():
        new, now = _tidied(value), getattr(record, name)
        if mark_of(new) in (mark_of(now), seen[name]):
            continue  # the same words, or whoever typed has left the field as it was
        if mark_of(now) != seen[name]:
            saved.overtaken[name] = now
            continue
        setattr(record, name, new)
        saved.changed.append(name)
    if saved.changed:
        touch(record, saved.changed, by=by)
        # Texts stay off the trail, which nobody can erase.
        note("changed", record, by=by, fields=saved.changed)
    return saved


@transaction.atomic
def meet(*, record, name, role, is_senior, by) -> PersonMet:
    """Note who of the school took part. Raises RecordRefused for who is noted already."""
    record = locked(record)
    name, role = tidy_line(name), tidy_line(role)
    if record.people.filter(name__iexact=name).exists():
        raise RecordRefused(f"{name} is on the list already.")
    if record.people.count() >= MOST_PEOPLE:
        raise RecordRefused(f"There are {MOST_PEOPLE} people here already. Remove one first.")
    person = PersonMet.objects.create(record=record, name=name, role=role, is_senior=is_senior)
    touch(record, by=by)
    note("added a person to", record, by=by)
    return person


@transaction.atomic
def take_off(*, person, by):
    """Take somebody off the list of people met."""
    record = locked(person.record)
    person.delete()
    touch(record, by=by)
    note("removed a person from", record, by=by)


def locked(record) -> VisitRecord:
    """The record as it is now, and nobody else writes in it. RecordRefused when nobody may."""
    visit = locked_visit(record.visit)
    if visit.state not in TOOK_PLACE:
        raise RecordRefused("This visit is not marked as done any more, so nothing was changed.")
    record = VisitRecord.objects.select_for_update(of=("self",)).get(pk=record.pk)
    record.visit = visit
    return record


def touch(record, fields=(), *, by):
    """Note who has changed the record last, with the fields that were."""
    record.revision += 1
    record.changed_at, record.changed_by = timezone.now(), by
    record.save(update_fields=[*fields, "revision", "changed_at", "changed_by"])


def _tidied(value):
    return tidy(value).strip() if isinstance(value, str) else value
