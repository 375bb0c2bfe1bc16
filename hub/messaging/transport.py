"""How a message leaves: through the mail server of HUB_EMAIL_URL; in demo mode not at all."""

from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

from hub.platform import addresses
from hub.policy.current import hub_settings

_SECONDS = 10


def leaves():
    """Do messages leave the portal? False in demo mode, where the outbox page is the mailbox."""
    return not settings.HUB_DEMO


def is_configured():
    """Is there a way for messages: the demo's outbox, or a mail server?"""
    return settings.HUB_DEMO or bool(settings.HUB_EMAIL_URL)


def connection():
    """The mail server that HUB_EMAIL_URL names; not connected yet."""
    return EmailBackend(**addresses.mail_server(settings.HUB_EMAIL_URL), timeout=_SECONDS)


def deliver(message):
    """Hand a Message to the mail server. Raises OSError (smtplib's are such) when it refuses."""
    if leaves():
        connection().send_messages([as_email(message)])


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
        # No out-of-office answers to what a machine sends (RFC 3834).
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},
    )
    if message.html:
        email.attach_alternative(message.html, "text/html")
    return email
