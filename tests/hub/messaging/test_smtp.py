"""The conversation with a mail server: one that refuses, hangs, drops, or runs apart."""

import email
import email.policy
import email.utils
import signal
import socket
import subprocess
import sys
import threading
import time
from datetime import UTC

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.urls import reverse
from django.utils import timezone

from hub.celery import app
from hub.messaging import outbox, tasks, transport
from hub.messaging.models import Message
from hub.platform.choices import WorkState
from tests.hub.messaging.conftest import fresh
from tests.hub.platform.portal import free_port


def write(n):
    return outbox.write(to=f"ana{n}@people.example", subject=f"Number {n}", text="Text")


def standing(message):
    row = fresh(message)
    return row.state, row.last_error


# --- what arrives -----------------------------------------------------------------------------
@pytest.mark.machine
def test_a_mail_server_of_its_own_keeps_both_parts_as_written(settings, letter, tmp_path):
    """aiosmtpd as a process apart, which knows nothing of us, and the mailbox that it fills."""
    port, mailbox = free_port(), tmp_path / "mailbox"
    command = [sys.executable, "-m", "aiosmtpd", "-n", "-l", f"127.0.0.1:{port}"]
    apart = subprocess.Popen([*command, "-c", "aiosmtpd.handlers.Mailbox", str(mailbox)])
    settings.HUB_DEMO, settings.HUB_EMAIL_URL = False, f"smtp://127.0.0.1:{port}"
    try:
        listens(port)
        tasks.send_message(letter.pk)
    finally:
        apart.terminate()
        apart.wait(10)
    (path,) = (mailbox / "new").iterdir()
    arrived = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    parts = [(part.get_content_type(), part.get_content().strip()) for part in arrived.iter_parts()]
    assert (arrived["Subject"], arrived["To"], arrived["Message-ID"], parts) == (
        letter.subject,
        letter.to,
        letter.message_id,
        [("text/plain", "Täxt"), ("text/html", "<h1>Hé</h1>")],
    )


def listens(port):
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("The mail server did not start.")


def test_the_date_is_that_of_sending(server, letter):
    tasks.send_message(letter.pk)
    sent = email.utils.parsedate_to_datetime(server.letters[0]["Date"])
    assert abs((timezone.now() - sent.replace(tzinfo=UTC)).total_seconds()) < 60


# --- one connection for many ------------------------------------------------------------------
def test_one_connection_carries_all_messages_of_a_run(server, db):
    for n in range(20):
        write(n)
    tasks.send_due()
    assert (len(server.letters), server.connections) == (20, 1)


def test_after_a_refusal_the_same_connection_goes_on(server, db):
    messages = [write(n) for n in range(3)]
    server.recipient = "550 No such person"
    tasks.send_due()
    states = {standing(message) for message in messages}
    assert (states, server.connections) == (
        {(WorkState.FAILED, "SMTPRecipientsRefused 550")},
        1,
    )


def test_a_server_that_limits_a_connection_is_called_again(server, db):
    for n in range(7):
        write(n)
    server.most = 3
    tasks.send_due()
    assert (len(server.letters), server.connections) == (7, 3)


def test_a_used_connection_that_breaks_is_made_anew_and_a_double_is_known_as_one(server, db):
    messages = [write(1), write(2)]
    with transport.line() as deliver:
        deliver(messages[0])
        server.drops = 1
        deliver(messages[1])
    numbers = [each["Message-ID"] for each in server.letters]
    assert numbers == [messages[0].message_id, messages[1].message_id, messages[1].message_id]


# --- refused, and dropped ---------------------------------------------------------------------
@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ("554 Looks like spam", WorkState.FAILED),
        ("552 Too long", WorkState.FAILED),
        ("451 Greylisted, come again", WorkState.QUEUED),
        ("452 Mailbox full", WorkState.QUEUED),
    ],
)
def test_a_text_that_is_refused_has_failed_or_is_tried_again(server, letter, answer, state):
    server.data = answer
    tasks.send_message(letter.pk)
    assert standing(letter) == (state, f"SMTPDataError {answer[:3]}")


def test_a_server_that_drops_in_the_middle_of_a_letter_is_tried_later(server, letter):
    server.drops = 1
    tasks.send_message(letter.pk)
    was = standing(letter)
    Message.objects.update(next_attempt_at=timezone.now())
    tasks.send_message(letter.pk)
    assert (was, standing(letter)) == (
        (WorkState.QUEUED, "SMTPServerDisconnected"),
        (WorkState.DONE, ""),
    )
    assert {each["Message-ID"] for each in server.letters} == {letter.message_id}


# --- silent, and slow -------------------------------------------------------------------------
def test_a_server_that_falls_silent_in_the_middle_is_left_in_time(server, letter, monkeypatch):
    monkeypatch.setattr(transport, "_SECONDS", 0.3)
    server.goes_on = threading.Event()
    began = time.monotonic()
    tasks.send_message(letter.pk)
    took = time.monotonic() - began
    server.goes_on.set()
    assert (standing(letter), took < 3) == ((WorkState.QUEUED, "TimeoutError"), True)


def test_of_many_messages_one_alone_waits_for_a_silent_server(server, db, monkeypatch):
    monkeypatch.setattr(transport, "_SECONDS", 0.3)
    server.goes_on = threading.Event()
    for n in range(3):
        write(n)
    tasks.send_due()
    server.goes_on.set()
    assert sorted(Message.objects.values_list("attempts", flat=True)) == [0, 0, 1]


# Stopped in the middle of a greeting, smtplib leaves its socket to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_server_that_answers_a_letter_at_a_time_ends_with_the_task(settings, letter):
    """No answer is late, so no waiting ends: the worker's own limit does."""

    def drip(listener):
        line, _ = listener.accept()
        with line:
            try:
                for _ in range(200):
                    line.sendall(b"2")
                    time.sleep(0.02)
            except OSError:
                pass

    def stop(*_):
        raise SoftTimeLimitExceeded

    before = signal.signal(signal.SIGALRM, stop)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        settings.HUB_DEMO = False
        settings.HUB_EMAIL_URL = f"smtp://127.0.0.1:{listener.getsockname()[1]}"
        dripping = threading.Thread(target=drip, args=[listener])
        dripping.start()
        signal.setitimer(signal.ITIMER_REAL, 0.3)
        try:
            tasks.send_message(letter.pk)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
            dripping.join()
    assert standing(letter) == (WorkState.QUEUED, "SoftTimeLimitExceeded")


def test_a_page_that_writes_is_quick_while_the_server_hangs(
    settings, client, manager, django_capture_on_commit_callbacks
):
    client.force_login(manager)
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        settings.HUB_DEMO = False
        settings.HUB_EMAIL_URL = f"smtp://127.0.0.1:{deaf.getsockname()[1]}"
        began = time.monotonic()
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post("/people/invite/officer/", {"email": "new@people.example"})
        took = time.monotonic() - began
    row = Message.objects.get()
    page = client.get(reverse("messages:message", args=[row.pk])).content.decode()
    assert (answer.status_code, took < 2, "Waiting" in page) == (302, True, True)


# --- a long run ---------------------------------------------------------------------------
def test_a_long_run_in_a_worker_makes_room_after_its_turn(server, db, monkeypatch):
    """What is left queues up anew, behind a sign-in code that came meanwhile."""
    monkeypatch.setattr(tasks, "_TURN_SECONDS", 0)
    app.control.purge()
    for n in range(3):
        write(n)
    tasks.send_due.apply()
    with app.connection_for_read() as connection:
        queued = connection.default_channel._size("soon")
    app.control.purge()
    assert (len(server.letters), queued) == (0, 1)


def test_by_hand_a_run_goes_on_to_the_end(server, db, monkeypatch):
    monkeypatch.setattr(tasks, "_TURN_SECONDS", 0)
    for n in range(3):
        write(n)
    tasks.send_due()
    assert len(server.letters) == 3
