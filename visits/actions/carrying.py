"""Actions that go along when a school closes and another follows. Called by visits/carried.py."""

from hub.trail.record import record
from visits.models import Action


def move_actions(moves, *, by) -> int:
    """What is still to do at the old schools is the new ones' from now on; returns how many.

    What is over stays where it was done: the new school's record shows it with that name.
    """
    by_old = {move.old.pk: move for move in moves}
    rows = Action.objects.live().filter(school__in=by_old).select_for_update(of=("self",))
    moved = 0
    for action in rows.order_by("pk"):
        move = by_old[action.school_id]
        action.school = move.new
        action.save(update_fields=["school"])
        changes = {"school": (str(move.old), str(move.new))}
        record("moved", action, by=by, changes=changes, reason=move.reason)
        moved += 1
    return moved
