"""What staff do about e-mails that did not go: send again, to another address, or stop them."""

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from hub.messaging import reasons, tasks
from hub.messaging.choices import Why
from hub.messaging.models import Message
from hub.messaging.outbox import write
from hub.platform import nudges
from hub.platform.choices import WorkState
from hub.trail.record import record

#: More than a list page holds never comes from a person's ticks.
MOST_AT_ONCE = 100


class ResendRefused(Exception):
    """A rule says no. The message can be shown as it stands."""


@transaction.atomic
def send_again(*, messages, by):
    """Put these Messages back to the queue, all or none; returns them as they stand now.

    Raises ResendRefused when one of them was sent, waits already, or would help nobody any more.
    """
    rows = list(
        Message.objects.select_for_update()
        .filter(pk__in=[message.pk for message in messages])
        .order_by("pk")
    )
    refused = [row for row in rows if not row.can_be_sent_again]
    if refused:
        raise ResendRefused(
            f"Nothing was sent. “{refused[0].subject}” to {refused[0].to}: "
            f"{reasons.why_not_again(refused[0])}"
        )
    again = Message.objects.filter(pk__in=[row.pk for row in rows])
    again.update(
        state=WorkState.QUEUED,
        attempts_before=F("attempts"),
        next_attempt_at=Now(),
        last_error="",
    )
    for row in rows:
        record("sent again", row, by=by)
    _nudge(rows)
    return list(again.order_by("pk"))


@transaction.atomic
def send_to(*, message, to, by):
    """Send what a Message said to another address; returns the new Message, which names the old.

    Raises ResendRefused when it holds a code or a link, or has gone another way meanwhile.
    """
    row = Message.objects.select_for_update().get(pk=message.pk)
    if not row.can_be_sent_again:
        raise ResendRefused(reasons.why_not_again(row))
    if row.is_secret:
        raise ResendRefused(
            "It holds a code or a link for this address alone. "
            "Ask for a new one for the other address."
        )
    if to.casefold() == row.to.casefold():
        raise ResendRefused("That is the address it did not reach. Send it again instead.")
    Message.objects.filter(pk=row.pk).update(state=WorkState.FAILED, last_error=Why.READDRESSED)
    fresh = write(
        to=to,
        to_user=row.to_user,
        template=row.template,
        subject=row.subject,
        text=row.text,
        html=row.html,
        useless_after=row.useless_after,
        instead_of=row,
    )
    record("sent to another address", row, by=by, changes={"to": (row.to, to)})
    return fresh


@transaction.atomic
def stop(*, message, by):
    """Give up a Message that waits. Raises ResendRefused when it has gone or is going."""
    row = Message.objects.select_for_update().get(pk=message.pk)
    if row.state != WorkState.QUEUED:
        raise ResendRefused("It does not wait any more: it has gone, or is going right now.")
    Message.objects.filter(pk=row.pk).update(state=WorkState.GIVEN_UP, last_error=Why.STOPPED)
    record("stopped", row, by=by)


def _nudge(rows):
    if len(rows) == 1:
        nudges.after_commit(tasks.send_message, rows[0].pk)
    else:
        nudges.after_commit(tasks.send_due)
