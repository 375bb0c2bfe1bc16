"""An open audit goes along to the school that follows. Loaded by schools/carried.py.

What was handed in stays where it was: it is read through the lineage of schools.
"""

from schools.audits import auditing
from schools.carrying import carries
from schools.models import Audit


@carries
def audits(moves, *, by):
    """Open audits of the old school go on at the new one, unless it has one of that year."""
    by_old = {move.old.pk: move for move in moves}
    opened = Audit.objects.open().filter(school__in=by_old).order_by("pk")
    moved = 0
    for audit in opened:
        move = by_old[audit.school_id]
        if Audit.objects.filter(school=move.new, year=audit.year).exists():
            continue
        auditing.move(audit=audit, school=move.new, by=by, reason=move.reason)
        moved += 1
    return f"{moved} audit{'' if moved == 1 else 's'}" if moved else ""
