"""A real mail server on loopback, in the test's own process, that answers as the test wants."""

import asyncio
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

    ``goes_on``, when given, is an Event for which it waits in the middle of a letter.
    """

    letters: list = field(default_factory=list)
    recipient: str = "250 OK"
    data: str = "250 OK"
    goes_on: threading.Event | None = None
    asked: bool = False

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
        return self.data


class OnAnyPort(Controller):
    """Listens on a free port of loopback."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def server(settings):
    """A mail server; the portal sends to it."""
    handler = Server()
    controller = OnAnyPort(handler, hostname="127.0.0.1", port=0)
    controller.start()
    settings.HUB_DEMO = False
    settings.HUB_EMAIL_URL = f"smtp://127.0.0.1:{controller.port}"
    yield handler
    controller.stop()


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
