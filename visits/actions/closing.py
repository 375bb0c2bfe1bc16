"""A visit is closed when it is written up and nothing that came of it is left to do."""

from django.utils import timezone

from hub.trail.record import record
from visits import standing
from visits.choices import VisitState
from visits.models import Visit


def settle(visit, *, by) -> None:
    """Close a visit that is written up when no action of it is left, open it again when one is.

    Call it inside the transaction of whatever may change that: an action, the report that is sent.
    """
    visit = Visit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
    if visit.state not in (VisitState.WRITTEN_UP, VisitState.CLOSED):
        return
    has_more = visit.actions.live().exists()
    state = VisitState.WRITTEN_UP if has_more else VisitState.CLOSED
    if state == visit.state:
        return
    before, visit.state, visit.state_since = visit.state, state, timezone.now()
    visit.save(update_fields=["state", "state_since"])
    word = "opened again" if has_more else "closed"
    record(word, visit, by=by, changes={"state": (before, state)})
    standing.refresh(visit.school_id)
