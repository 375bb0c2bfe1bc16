"""Notes of hub staff on schools. Nothing outside this module writes, changes or deletes one."""

from django.db import transaction
from django.utils import timezone

from hub.trail.record import record
from schools.models import SchoolNote


@transaction.atomic
def write(*, school, text, by) -> SchoolNote:
    """Write a note on a school's record."""
    note = SchoolNote.objects.create(school=school, text=text, by=by)
    record("wrote", note, by=by, fields=["text"])
    return note


@transaction.atomic
def change(*, note, text, by) -> SchoolNote:
    """Change a note's text; what it said before is kept with it until it is deleted."""
    note = SchoolNote.objects.select_for_update(of=("self",)).get(pk=note.pk)
    if text == note.text:
        return note
    now = timezone.now()
    written = note.changed_at or note.at
    note.earlier = [*note.earlier, {"text": note.text, "at": written.isoformat(), "by": str(by)}]
    note.text, note.changed_at = text, now
    note.save(update_fields=["text", "changed_at", "earlier"])
    record("changed", note, by=by, fields=["text"])
    return note


@transaction.atomic
def delete(*, note, by):
    """Delete a note with its earlier texts. That it was there, and when, stays on the trail."""
    record("deleted", note, by=by, fields=["text"])
    SchoolNote.objects.filter(pk=note.pk).delete()
