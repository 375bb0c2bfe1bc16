"""Encryption and passwords: sent when the server proves who it is, and otherwise neither."""

import pytest
from aiosmtpd.smtp import AuthResult

from hub.messaging import reasons, tasks
from hub.platform.choices import WorkState
from tests.hub.messaging import certificates
from tests.hub.messaging.conftest import Server, fresh, serving

USER, PASSWORD = "portal", "p@ss word"


def standing(message):
    row = fresh(message)
    return row.state, row.last_error


@pytest.fixture
def guarded(settings, tmp_path):
    """A mail server that wants encryption and a password: (handler, path of its certificate)."""
    certificate, key = certificates.write(tmp_path)

    def check(server, session, envelope, mechanism, auth_data):
        known = (auth_data.login, auth_data.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=known, handled=False)

    handler = Server()
    options = {
        "tls_context": certificates.server_context(certificate, key),
        "require_starttls": True,
        "authenticator": check,
        "auth_required": True,
    }
    settings.HUB_DEMO = False
    with serving(handler, **options) as port:
        handler.at = f"localhost:{port}"
        yield handler, certificate


def test_with_encryption_and_the_password_it_is_sent(guarded, settings, letter, monkeypatch):
    handler, certificate = guarded
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    settings.HUB_EMAIL_URL = f"submission://{USER}:p%40ss%20word@{handler.at}"
    tasks.send_message(letter.pk)
    assert (standing(letter), len(handler.letters)) == ((WorkState.DONE, ""), 1)


def test_a_wrong_password_is_put_off_and_said(guarded, settings, letter, monkeypatch):
    handler, certificate = guarded
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    settings.HUB_EMAIL_URL = f"submission://{USER}:wrong@{handler.at}"
    tasks.send_message(letter.pk)
    assert standing(letter) == (WorkState.QUEUED, "SMTPAuthenticationError 535")
    assert "user name or password" in reasons.reason(fresh(letter))


def test_a_server_that_cannot_prove_who_it_is_gets_neither_letter_nor_password(
    guarded, settings, letter
):
    handler, _ = guarded
    settings.HUB_EMAIL_URL = f"submission://{USER}:p%40ss%20word@{handler.at}"
    tasks.send_message(letter.pk)
    assert (standing(letter), handler.letters) == (
        (WorkState.QUEUED, "SSLCertVerificationError"),
        [],
    )


def test_a_server_that_wants_encryption_is_told_apart(guarded, settings, letter):
    handler, _ = guarded
    settings.HUB_EMAIL_URL = f"smtp://{handler.at}"
    tasks.send_message(letter.pk)
    assert standing(letter) == (WorkState.QUEUED, "SMTPSenderRefused 530")


def test_without_the_promised_encryption_no_password_is_sent(server, settings, letter):
    """STARTTLS stripped on the way: the portal stops instead of going on in the clear."""
    settings.HUB_EMAIL_URL = settings.HUB_EMAIL_URL.replace(
        "smtp://", f"submission://{USER}:secret@"
    )
    tasks.send_message(letter.pk)
    assert (standing(letter), server.letters) == (
        (WorkState.QUEUED, "SMTPNotSupportedError"),
        [],
    )
