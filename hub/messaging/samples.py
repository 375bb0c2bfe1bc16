"""Copies of an e-mail with made-up data, for whoever looks at its text."""

from django.utils import timezone

from hub.messaging.models import LONGEST_SUBJECT
from hub.messaging.outbox import write

#: Stands in place of a template, so that nobody takes or counts a copy for the real thing.
TEMPLATE = "sample"


def send(*, letter, by):
    """Send a Letter with its sample to the user who asks; once a minute, however often they do."""
    parts = letter.compose()
    return write(
        to=by.email,
        to_user=by,
        template=TEMPLATE,
        subject=f"Test: {parts.subject}"[:LONGEST_SUBJECT],
        text=parts.text,
        html=parts.html,
        dedupe_key=f"sample:{letter.key}:{by.pk}:{timezone.now():%Y%m%d%H%M}",
    )
