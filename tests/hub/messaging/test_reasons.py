"""Why an e-mail did not go, in words that ask for no knowledge of mail."""

import smtplib
import socket
import ssl

import pytest

from hub.messaging import reasons
from hub.messaging.choices import Why
from hub.messaging.models import Message
from hub.platform.choices import WorkState

UNKNOWN = "The mail server answered in a way that the portal does not know."


def message(error, state=WorkState.FAILED):
    return Message(to="a@b.example", subject="x", state=state, attempts=10, last_error=error)


@pytest.mark.parametrize(
    ("error", "name", "for_good"),
    [
        (
            smtplib.SMTPRecipientsRefused({"a@b.example": (550, b"a@b.example is nobody")}),
            "SMTPRecipientsRefused 550",
            True,
        ),
        (
            smtplib.SMTPRecipientsRefused({"a@b.example": (452, b"full")}),
            "SMTPRecipientsRefused 452",
            False,
        ),
        (smtplib.SMTPDataError(554, b"spam"), "SMTPDataError 554", True),
        (smtplib.SMTPSenderRefused(553, b"no", "x"), "SMTPSenderRefused 553", True),
        (ConnectionRefusedError(), "ConnectionRefusedError", False),
    ],
)
def test_a_name_and_a_number_are_kept_and_never_what_the_server_said(error, name, for_good):
    assert (reasons.name_of(error), reasons.is_for_good(error)) == (name, for_good)


@pytest.mark.parametrize(
    "error",
    [
        *(smtplib.SMTPAuthenticationError(535, b"x"), smtplib.SMTPConnectError(421, b"x")),
        *(smtplib.SMTPHeloError(501, b"x"), smtplib.SMTPNotSupportedError("x")),
        *(smtplib.SMTPSenderRefused(550, b"x", "y"), smtplib.SMTPServerDisconnected("x")),
        *(smtplib.SMTPDataError(554, b"x"), TimeoutError(), socket.gaierror(), OSError()),
        *(ssl.SSLError(), ssl.SSLCertVerificationError(), ConnectionResetError()),
        *(BrokenPipeError(), ConnectionRefusedError(), ValueError()),
        smtplib.SMTPRecipientsRefused({"a": (599, b"x")}),
    ],
    ids=lambda error: type(error).__name__,
)
def test_every_error_of_sending_has_a_reason(error):
    assert reasons.reason(message(reasons.name_of(error))) not in ("", UNKNOWN)


@pytest.mark.parametrize("why", Why)
def test_every_other_end_has_a_reason(why):
    assert reasons.reason(message(why)) not in ("", UNKNOWN)


def test_an_error_that_nobody_thought_of_has_one_too():
    assert reasons.reason(message("KeyError")) == UNKNOWN


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({}, "Correct it, then send the e-mail again."),
        ({"is_secret": True}, "ask for a new code or link for it."),
        ({"state": WorkState.GIVEN_UP, "last_error": "TimeoutError"}, "The portal tried 10 times"),
        ({"state": WorkState.GIVEN_UP, "last_error": "TimeoutError"}, "check HUB_EMAIL_URL"),
        ({"state": WorkState.DONE, "last_error": ""}, "The mail server took it."),
        ({"state": WorkState.QUEUED, "last_error": "OSError"}, "tries again by itself"),
    ],
)
def test_what_it_means_and_what_to_do_is_said(changes, says):
    row = message("SMTPRecipientsRefused 550")
    for name, value in changes.items():
        setattr(row, name, value)
    assert says in " ".join(reasons.meaning(row))
