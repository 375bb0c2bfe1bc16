"""Queueing: an e-mail is written as a row in the transaction of the change that it tells of.

Templates stand in ``templates/<template>.subject.txt``, ``.txt`` and ``.html``; the two bodies
extend ``messages/base.txt`` and ``messages/base.html``. Never a child's name, need or school, nor a
sum, in a subject (design.md 11).
"""

from dataclasses import dataclass

from django.conf import settings
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils import timezone

from hub.messaging import tasks
from hub.messaging.models import LONGEST_SUBJECT, Message
from hub.messaging.querysets import SECRETS_KEPT
from hub.platform import nudges
from hub.policy.current import hub_settings


@dataclass(frozen=True)
class Parts:
    """What an e-mail says: its subject and both bodies."""

    subject: str
    text: str
    html: str


def queue(*, template, to, context, dedupe_key="", user=None, is_secret=False, useless_after=None):
    """Write one e-mail to one address, and nudge a worker after commit; returns the Message.

    ``context`` adds to what every template has: ``hub`` (its settings) and ``site_url``.
    ``dedupe_key``: with a key that was used before nothing is written and the first Message is
    returned. ``is_secret``: it holds a code or a link, so its text is blanked after a day.
    ``useless_after``: it is not sent after this time, nor a secret one after a day. Raises
    ValidationError for what is no address.
    """
    Message._meta.get_field("to").clean(to, None)
    parts = compose(template, context)
    return write(
        dedupe_key=dedupe_key,
        to=to,
        to_user=user,
        template=template,
        subject=parts.subject,
        text=parts.text,
        html=parts.html,
        is_secret=is_secret,
        useless_after=useless_after,
    )


def compose(template, context):
    """The Parts of an e-mail, from its three templates and a context."""
    values = {"hub": hub_settings(), "site_url": settings.SITE_URL, **context}
    return Parts(
        # One line, whatever stands in a name: a line break would begin a header of its own.
        subject=" ".join(_plain(f"{template}.subject.txt", values).split())[:LONGEST_SUBJECT],
        text=_plain(f"{template}.txt", values).strip() + "\n",
        html=render_to_string(f"{template}.html", values),
    )


def write(*, dedupe_key="", is_secret=False, useless_after=None, **fields):
    """The row alone, for texts that are ready. ``queue`` is what apps call.

    One statement, as a page may write many; with a key a second, which finds the first Message.
    """
    if is_secret and useless_after is None:
        useless_after = timezone.now() + SECRETS_KEPT
    fields |= {"is_secret": is_secret, "useless_after": useless_after}
    if dedupe_key:
        new = Message(dedupe_key=dedupe_key, **fields)
        Message.objects.bulk_create([new], ignore_conflicts=True)
        message = Message.objects.get(dedupe_key=dedupe_key)
    else:
        message = Message.objects.create(**fields)
    # Of one that has left already this is a nudge for nothing.
    nudges.after_commit(tasks.send_message, message.pk)
    return message


def _plain(name, values):
    """A text template, in which ``&`` stays ``&``."""
    return get_template(name).template.render(Context(values, autoescape=False))
