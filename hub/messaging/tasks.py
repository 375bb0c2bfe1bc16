"""The nudges that make messages quick."""

import time

from celery import shared_task

from hub.messaging import sending

_BUDGET_SECONDS = 120


@shared_task
def send_message(message_id):
    """Send one queued e-mail; running it again sends nothing."""
    message = sending.claim(message_id)
    if message is None:  # sent already, put off, or another worker is at it
        return
    sending.send(message)


@shared_task
def send_due():
    """Send what waits, the longest waiting first, until nothing does or the mail server is away."""
    until = time.monotonic() + _BUDGET_SECONDS
    while time.monotonic() < until:
        message = sending.claim()
        if message is None or not sending.send(message):
            return
