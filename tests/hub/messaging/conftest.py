"""A real mail server on loopback, in the test's own process, that answers as the test wants."""

import asyncio
import contextlib
import email
import email.policy
import threading
from dataclasses import dataclass, field

import pytest
from aiosmtpd.controller import Controller

from hub.messaging import outbox
from hub.messaging.models import Message
from hub.platform import nudges
from hub.platform.choices import WorkState


@dataclass
class Server:
    """What came in (``letters``), and how to answer (``recipient``, ``data``: SMTP replies).

    ``goes_on``, when given, is an Event for which it waits in the middle of a letter. ``drops``:
    how many letters it takes and then hangs up, as if it had not. ``most``: how many letters it
    takes over one connection.
    """

    letters: list = field(default_factory=list)
    recipient: str = "250 OK"
    data: str = "250 OK"
    goes_on: threading.Event | None = None
    drops: int = 0
    most: int = 1000
    asked: bool = False
    connections: int = 0
    taken: int = 0

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        self.connections += 1
        self.taken = 0
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        self.taken += 1
        if self.taken > self.most:
            return "421 Enough for one connection"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.recipient

    async def handle_DATA(self, server, session, envelope):
        self.asked = True
        while self.goes_on and not self.goes_on.is_set():
            await asyncio.sleep(0.05)
        if self.data.startswith("250"):
            self.letters.append(
                email.message_from_bytes(envelope.content, policy=email.policy.SMTP)
            )
        if self.drops:
            self.drops -= 1
            server.transport.abort()
        return self.data


class OnAnyPort(Controller):
    """Listens on a free port of loopback."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextlib.contextmanager
def serving(handler, **options):
    """The handler as a mail server; yields its port. ``options`` of aiosmtpd's SMTP."""
    controller = OnAnyPort(handler, hostname="127.0.0.1", port=0, **options)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


@pytest.fixture
def server(settings):
    """A mail server; the portal sends to it."""
    handler = Server()
    settings.HUB_DEMO = False
    with serving(handler) as port:
        settings.HUB_EMAIL_URL = f"smtp://127.0.0.1:{port}"
        yield handler


@pytest.fixture(autouse=True)
def _mail(settings):
    """Django's test runner swaps the e-mail back end; here the portal's own is at work."""
    settings.EMAIL_BACKEND = "hub.messaging.backend.QueueBackend"
    nudges.forget()


@pytest.fixture
def letter(db):
    """A message that waits."""
    return outbox.write(
        to="ana@people.example", subject="Café: your code", text="Täxt\n", html="<h1>Hé</h1>"
    )


def fresh(message):
    return Message.objects.get(pk=message.pk)


@pytest.fixture
def failed(letter):
    """The same, which its address refused for good."""
    Message.objects.filter(pk=letter.pk).update(
        state=WorkState.FAILED, attempts=1, last_error="SMTPRecipientsRefused 550"
    )
    return fresh(letter)
