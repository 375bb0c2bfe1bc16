"""The nudges that make messages quick."""

import time

from celery import shared_task

from hub.messaging import sending, transport
from hub.platform import nudges

#: After so long a run of many makes room in its queue: a sign-in code that came meanwhile is next.
_TURN_SECONDS = 5


@shared_task
def send_message(message_id):
    """Send one queued e-mail; running it again sends nothing."""
    message = sending.claim(message_id)
    if message is None:  # sent already, put off, or another worker is at it
        return
    with transport.line() as deliver:
        sending.send(message, deliver)


@shared_task
def send_due():
    """Send what waits, the longest waiting first, until nothing does or the mail server is away.

    In a worker it stops after its turn and queues up anew; by hand it goes on to the end.
    """
    until = time.monotonic() + _TURN_SECONDS
    with transport.line() as deliver:
        while not (nudges.in_worker() and time.monotonic() >= until):
            message = sending.claim()
            if message is None or not sending.send(message, deliver):
                return
    nudges.send(send_due)
