"""Sending: a claimed message leaves, is put off, or has failed for good."""

import logging
from smtplib import SMTPDataError, SMTPRecipientsRefused

from celery.exceptions import SoftTimeLimitExceeded
from django.db.models.functions import Now

from hub.messaging import reasons, transport
from hub.messaging.models import Message
from hub.platform.choices import WorkState

log = logging.getLogger(__name__)

TRIES = 10
#: What concerns one message alone: the server takes others.
_OF_ONE_MESSAGE = (SMTPRecipientsRefused, SMTPDataError)


def send(message, deliver):
    """Send a claimed message and mark what came of it. Returns False when the server is away.

    ``deliver`` comes from ``transport.line()``. No row is locked while the mail server is asked.
    """
    try:
        deliver(message)
    except _OF_ONE_MESSAGE as refusal:
        if reasons.is_for_good(refusal):
            # The next attempt would hear the same: staff correct the address.
            _fail(message, refusal)
        else:
            _put_off(message, refusal)
    except (OSError, SoftTimeLimitExceeded) as error:
        # Before ValueError: a certificate that proves nothing is both.
        _put_off(message, error)
        return False
    except ValueError as error:
        # Something in its headers that no mail may hold.
        _fail(message, error)
    else:
        message.leave(WorkState.DONE, sent_at=Now(), tried_at=Now(), last_error="")
    return True


def claim(pk=None):
    """The message to send now, claimed; None when there is none or no way to send it."""
    if not transport.is_configured():
        return None
    return Message.objects.claim_next() if pk is None else Message.objects.claim(pk)


def _fail(message, error):
    message.leave(WorkState.FAILED, last_error=reasons.name_of(error), tried_at=Now())


def _put_off(message, error):
    name = reasons.name_of(error)
    log.warning("message %s put off: %s", message.pk, name)
    message.put_off(
        error, tries=TRIES, before=message.attempts_before, last_error=name, tried_at=Now()
    )
