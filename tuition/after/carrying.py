"""When a school goes on under another number: its venue, its learners and their places follow."""

from datetime import timedelta

from django.utils import timezone

from hub.people.models import Pupil, SchoolSpell
from hub.trail.record import record
from hub.venues.models import Venue
from tuition.models import Enrolment, Provision, SchoolApplication


def move_venues(moves, *, by) -> int:
    """What is taught at the old school is taught at the new one; returns how many.

    The venue itself goes along; where the new school has one already, what is taught there moves.
    Rooms belong to a building: who taught in one says anew in which.
    """
    moved = 0
    by_old = {move.old.pk: move for move in moves}
    for venue in Venue.objects.filter(school__in=by_old).order_by("pk"):
        move = by_old[venue.school_id]
        there = Venue.objects.filter(school=move.new).first()
        if there is None:
            changes = {"school": (str(move.old), str(move.new))}
            venue.school, venue.name = move.new, move.new.name
            venue.save(update_fields=["school", "name"])
            record("moved", venue, by=by, changes=changes, reason=move.reason)
            moved += 1
            continue
        for each in Provision.objects.filter(venue=venue).order_by("pk"):
            each.venue, each.room = there, None
            each.save(update_fields=["venue", "room"])
            record("moved", each, by=by, fields=["venue"], reason=move.reason)
            moved += 1
    return moved


def move_learners(moves, *, by) -> int:
    """Learners of the old school are at the new one from today on, and so are their places."""
    by_old = {move.old.pk: move for move in moves}
    pupils = Pupil.objects.filter(school__in=by_old, anonymised_at=None).order_by("pk")
    moved = 0
    for pupil in pupils.select_for_update(of=("self",)):
        move = by_old[pupil.school_id]
        pupil.school = move.new
        pupil.save(update_fields=["school"])
        _next_spell(pupil)
        record("moved", pupil, by=by, fields=["school"], reason=move.reason)
        moved += 1
    for old, move in by_old.items():
        Enrolment.objects.live().filter(school=old).update(school=move.new)
        SchoolApplication.objects.open().filter(school=old).update(school=move.new)
    return moved


def _next_spell(pupil):
    today = timezone.localdate()
    spell = SchoolSpell.objects.filter(pupil=pupil, to_on=None).first()
    if spell is not None and spell.from_on >= today:
        spell.school = pupil.school
        spell.save(update_fields=["school"])
        return
    if spell is not None:
        spell.to_on = today - timedelta(days=1)
        spell.save(update_fields=["to_on"])
    SchoolSpell.objects.create(pupil=pupil, school=pupil.school, from_on=today)
