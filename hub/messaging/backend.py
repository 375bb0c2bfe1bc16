"""Every other e-mail of Django and its apps (allauth's codes and notices) becomes a row too."""

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import BadHeaderError

from hub.messaging import outbox
from hub.messaging.models import LONGEST_SUBJECT


class QueueBackend(BaseEmailBackend):
    """Django's ``EMAIL_BACKEND``: writes a Message a recipient instead of sending."""

    def send_messages(self, email_messages):
        """Queue these; returns how many. Raises BadHeaderError for a line break in a header."""
        for email in email_messages:
            self._queue(email)
        return len(email_messages)

    @staticmethod
    def _queue(email: EmailMessage):
        if email.attachments:
            raise ValueError("The portal sends links, not attachments.")
        html = [part for part, kind in getattr(email, "alternatives", []) if kind == "text/html"]
        for address in [email.subject, *email.recipients()]:
            if "\n" in address or "\r" in address:
                raise BadHeaderError("A header of an e-mail holds a line break.")
        for address in email.recipients():
            outbox.write(
                to=address,
                subject=str(email.subject)[:LONGEST_SUBJECT],
                text=email.body,
                html=html[0] if html else "",
                # What comes this way carries codes and links to sign in.
                is_secret=True,
            )
