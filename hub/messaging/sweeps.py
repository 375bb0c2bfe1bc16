"""What the portal does by itself about messages: send what no nudge reached, blank old secrets."""

from datetime import timedelta

from django.db.models import F
from django.db.models.functions import Now

from hub.messaging import sending, tasks, transport
from hub.messaging.choices import Why
from hub.messaging.models import Message
from hub.platform import nudges
from hub.platform.choices import WorkState
from hub.platform.sweeps import sweep

#: The mail server is given ten seconds, a task five minutes: after an hour the worker is dead.
LOST_AFTER = timedelta(hours=1)
BLANKED = "This text held a code or a link, and was deleted after 24 hours.\n"


@sweep("messaging.send")
def send_waiting():
    """Have sent what waits, also what a dead worker left behind."""
    tries = F("attempts_before") + sending.TRIES
    late = Message.objects.too_late().update(state=WorkState.GIVEN_UP, last_error=Why.TOO_LATE)
    back, over = Message.objects.requeue_lost(after=LOST_AFTER, tries=tries)
    waiting = Message.objects.due().count()
    if not transport.is_configured():
        return f"{waiting} waiting: no mail server is set (HUB_EMAIL_URL)"
    if waiting:
        nudges.hand_on(tasks.send_due)
    return f"{waiting} waiting, {back} of a lost worker put back, {over + late} given up"


@sweep("messaging.blank", every=timedelta(minutes=15))
def blank_secrets():
    """Delete the text of messages that held a code or a link, a day after they were written."""
    blanked = Message.objects.to_blank().update(text=BLANKED, html="", blanked_at=Now())
    return f"{blanked} blanked"
