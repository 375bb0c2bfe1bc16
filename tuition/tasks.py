"""The nudges of what lessons and groups do in the background."""

from celery import shared_task

from hub.platform import nudges
from tuition.after import letters_of_round, rolling
from tuition.models import ContinueRound

_SIZE, _BATCHES = 50, 20


@shared_task
def work_on_round(round_id):
    """Ask, remind or roll over the next rows of a round; with nothing left it does nothing."""
    round_ = ContinueRound.objects.filter(pk=round_id, rolled_at=None).first()
    if round_ is None:
        return
    for _ in range(_BATCHES):
        if not _batch(round_):
            return
    nudges.send(work_on_round, round_id)


def _batch(round_):
    if round_.closed_at is not None:
        return rolling.roll_batch(round_, _SIZE)
    return letters_of_round.ask_batch(round_, _SIZE) or letters_of_round.remind_batch(round_, _SIZE)
