"""When a school goes on under another number: its venue and its learners' places follow.

The learners themselves do so by schools/carried.py.
"""

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


def move_places(moves, *, by) -> int:
    """Places of the old school's learners, and what it asked for them, are the new one's."""
    moved = 0
    for move in moves:
        rows = Enrolment.objects.live().filter(school=move.old).order_by("pk")
        for row in rows.select_for_update(of=("self",)):
            row.school = move.new
            row.save(update_fields=["school"])
            record("moved", row, by=by, fields=["school"], reason=move.reason)
            moved += 1
        for each in SchoolApplication.objects.open().filter(school=move.old).order_by("pk"):
            each.school = move.new
            each.save(update_fields=["school"])
            record("moved", each, by=by, fields=["school"], reason=move.reason)
            moved += 1
    return moved
