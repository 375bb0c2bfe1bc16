"""How far an action is: begun, done, dropped, opened again."""

from django.db import transaction
from django.utils import timezone

from hub.trail.record import record
from schools.choices import ActionState
from visits.actions import closing, notices
from visits.actions.keeping import ActionRefused, ChangedMeanwhile, locked
from visits.models import Action

#: {state: states to which an action may go from it}. What is over is opened again first.
NEXT = {
    ActionState.OPEN: (ActionState.IN_PROGRESS, ActionState.DONE, ActionState.DROPPED),
    ActionState.IN_PROGRESS: (ActionState.OPEN, ActionState.DONE, ActionState.DROPPED),
    ActionState.DONE: (ActionState.OPEN,),
    ActionState.DROPPED: (ActionState.OPEN,),
}
_WORDS = {
    ActionState.OPEN: "set back",
    ActionState.IN_PROGRESS: "begun",
    ActionState.DONE: "done",
    ActionState.DROPPED: "dropped",
}


@transaction.atomic
def move(*, action, state, by, reason="", evidence="", based_on=None) -> Action:
    """Say how far an action is; returns it as it now stands.

    Done asks for ``evidence``, dropping and opening again for a ``reason``. To the state that it
    has already: nothing happens. Raises ActionRefused without these words or where there is no
    way; ChangedMeanwhile when it is not as the mover saw it (``based_on``, its revision then).
    """
    action = locked(action)
    before, state = ActionState(action.state), ActionState(state)
    reason, evidence = reason.strip(), evidence.strip()
    if before == state:
        return action
    if based_on is not None and action.revision != based_on:
        raise ChangedMeanwhile(action)
    if state not in NEXT[before]:
        raise ActionRefused("This action is over. Open it again first.")
    _check(action, state, reason, evidence)
    was_over = action.is_over
    action.state, action.reason = state, reason
    action.evidence = evidence or action.evidence
    action.closed_at = timezone.now() if action.is_over else None
    action.closed_by = by if action.is_over else None
    action.revision += 1
    action.save(
        update_fields=[
            *("state", "reason", "evidence", "closed_at", "closed_by", "revision"),
        ]
    )
    word = "opened again" if was_over else _WORDS[state]
    record(word, action, by=by, changes={"state": (before, state)}, reason=reason)
    if action.visit_id:
        closing.settle(action.visit, by=by)
    if state == ActionState.DONE:
        notices.done(action, by=by)
    return action


def _check(action, state, reason, evidence):
    if state == ActionState.DONE and not evidence:
        raise ActionRefused("Say in a sentence how one can tell that it is done.")
    if state == ActionState.DROPPED and not reason:
        raise ActionRefused("Say why nobody will do it.")
    if state == ActionState.OPEN and action.is_over and not reason:
        raise ActionRefused("Say why it is open again.")
