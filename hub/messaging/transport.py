"""How a message leaves: through the mail server of HUB_EMAIL_URL; in demo mode not at all."""

from contextlib import contextmanager, suppress
from email.utils import parseaddr
from smtplib import SMTPResponseException, SMTPServerDisconnected

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

from hub.platform import addresses
from hub.policy.current import hub_settings

_SECONDS = 10
_CLOSING = 421  # "I am closing this line", which a server may say at any time


def leaves():
    """Do messages leave the portal? False in demo mode, where the outbox page is the mailbox."""
    return not settings.HUB_DEMO


def is_configured():
    """Is there a way for messages: the demo's outbox, or a mail server?"""
    return settings.HUB_DEMO or bool(settings.HUB_EMAIL_URL)


@contextmanager
def line():
    """``deliver(message)`` over one connection, made with the first message and used for all."""
    own = _Line()
    try:
        yield own.deliver
    finally:
        own.close()


class _Line:
    """One connection to the mail server, or to the demo's nowhere."""

    def __init__(self):
        self._backend = None

    def deliver(self, message):
        """Hand a Message to the mail server. Raises OSError (smtplib's are such) when it refuses.

        Servers end a line that has been used for long. Then, and only then, it is made anew: a
        line that breaks at its first message is a server in trouble.
        """
        if not leaves():
            return
        email = as_email(message)
        was_used = self._backend is not None
        try:
            self._send(email)
        except OSError as error:
            if not (was_used and _has_ended(error)):
                raise
            self._send(email)

    def close(self):
        """End the conversation; a server that is gone already is none to say goodbye to."""
        if self._backend is not None:
            with suppress(OSError):
                self._backend.close()
            self._backend = None

    def _send(self, email):
        if self._backend is None:
            self._backend = EmailBackend(
                **addresses.mail_server(settings.HUB_EMAIL_URL), timeout=_SECONDS
            )
        try:
            self._backend.open()
            self._backend.send_messages([email])
        except OSError as error:
            # After an answer to one message the line is good for the next; otherwise nobody knows
            # in which part of the conversation it stands.
            if not _is_answer(error) or _has_ended(error):
                self.close()
            raise


def _is_answer(error):
    """Did the server answer, in good order, that it does not take this message?"""
    return isinstance(error, SMTPResponseException) or hasattr(error, "recipients")


def _has_ended(error):
    """Is the line gone: dropped, or closed with a word of farewell? A silent one has not ended."""
    if isinstance(error.__context__, TimeoutError):  # smtplib calls that disconnected, too
        return False
    codes = [getattr(error, "smtp_code", None)]
    codes += [code for code, _ in getattr(error, "recipients", {}).values()]
    return _CLOSING in codes or isinstance(error, SMTPServerDisconnected | ConnectionError)


def as_email(message):
    """The Message as it is sent: both parts, the hub's name, and answers to the hub's address."""
    hub = hub_settings()
    _, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    email = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text,
        from_email=sanitize_address((hub.name, address), "utf-8"),
        to=[message.to],
        reply_to=[hub.email] if hub.email else None,
        headers={
            "Message-ID": message.message_id,
            # No out-of-office answers to what a machine sends (RFC 3834).
            "Auto-Submitted": "auto-generated",
            "Content-Language": "en-GB",
        },
    )
    if message.html:
        email.attach_alternative(message.html, "text/html")
    return email
