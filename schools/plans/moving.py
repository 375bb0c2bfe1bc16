"""The plans that a school goes on with when it gets another number. Called by schools.carried."""

from hub.trail.record import record
from schools.models import Plan


def move_plans(moves, *, by) -> int:
    """Live plans of the old schools are the new ones' from now on; returns how many.

    Where the new school has a plan of that year, the old one's stays where it is. What was
    published stays with the number under which it was.
    """
    by_old = {move.old.pk: move for move in moves}
    plans = Plan.objects.live().filter(school__in=by_old).order_by("pk")
    new = {move.new.pk for move in moves}
    taken = set(Plan.objects.live().filter(school__in=new).values_list("school", "year"))
    moved = 0
    for plan in plans:
        move = by_old[plan.school_id]
        if (move.new.pk, plan.year) in taken:
            continue
        taken.add((move.new.pk, plan.year))
        plan.school = move.new
        plan.save(update_fields=["school"])
        changes = {"school": (str(move.old), str(move.new))}
        record("moved", plan, by=by, changes=changes, reason=move.reason)
        moved += 1
    return moved
