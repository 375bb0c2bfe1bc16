"""Sending: a claimed message leaves, is put off, or has failed for good."""

import logging
from smtplib import SMTPDataError, SMTPRecipientsRefused

from django.db.models.functions import Now

from hub.messaging import transport
from hub.messaging.models import Message
from hub.platform.choices import WorkState

log = logging.getLogger(__name__)

TRIES = 10


def send(message):
    """Send a claimed message and mark what came of it. Returns False when the server is away.

    No row is locked while the mail server is asked.
    """
    try:
        transport.deliver(message)
    except SMTPRecipientsRefused as refusal:
        if _is_for_good(refusal):
            # The next attempt would hear the same: staff correct the address.
            message.leave(WorkState.FAILED, last_error=type(refusal).__name__)
        else:
            message.put_off(refusal, tries=TRIES)
    except ValueError as error:
        # Something in its headers that no mail may hold.
        message.leave(WorkState.FAILED, last_error=type(error).__name__)
    except OSError as error:
        log.warning("message %s put off: %s", message.pk, type(error).__name__)
        message.put_off(error, tries=TRIES)
        return isinstance(error, SMTPDataError)
    else:
        message.leave(WorkState.DONE, sent_at=Now(), last_error="")
    return True


def claim(pk=None):
    """The message to send now, claimed; None when there is none or no way to send it."""
    if not transport.is_configured():
        return None
    return Message.objects.claim_next() if pk is None else Message.objects.claim(pk)


def _is_for_good(refusal):
    return all(code >= 500 for code, _ in refusal.recipients.values())
