"""Sending, against a real mail server on loopback: sent, refused, hanging, dead."""

import datetime
import socket
import threading
import time

from django.utils import timezone

from hub.messaging import outbox, sending, sweeps, tasks, transport
from hub.messaging.models import Message
from hub.platform import health
from hub.platform.choices import WorkState
from hub.policy.models import HubSettings
from tests.hub.messaging.conftest import fresh


def due_now():
    """What was put off is due again, as minutes later."""
    past = timezone.now() - datetime.timedelta(seconds=1)
    Message.objects.filter(state=WorkState.QUEUED).update(next_attempt_at=past)


def test_a_message_arrives_with_both_parts_and_is_done(server, letter):
    HubSettings.objects.update(name="Hub für Musik", email="office@hub.example")
    tasks.send_message(letter.pk)
    (arrived,) = server.letters
    plain, html = arrived.iter_parts()
    assert (
        arrived["Subject"],
        arrived["To"],
        arrived["From"],
        arrived["Reply-To"],
        arrived["Message-ID"],
        arrived["Auto-Submitted"],
        arrived["Content-Language"],
        plain.get_content_type(),
        plain.get_content().replace("\r\n", "\n"),
        html.get_content_type(),
        html.get_content().strip(),
    ) == (
        "Café: your code",
        "ana@people.example",
        "Hub für Musik <no-reply@localhost>",
        "office@hub.example",
        f"<message-{letter.pk}@localhost>",
        "auto-generated",
        "en-GB",
        "text/plain",
        "Täxt\n",
        "text/html",
        "<h1>Hé</h1>",
    )
    sent = fresh(letter)
    assert (sent.state, sent.attempts, bool(sent.sent_at), sent.words) == (
        WorkState.DONE,
        1,
        True,
        "Sent",
    )


def test_a_task_delivered_twice_sends_one_e_mail(server, letter):
    tasks.send_message(letter.pk)
    tasks.send_message(letter.pk)
    tasks.send_due()
    assert (len(server.letters), fresh(letter).attempts) == (1, 1)


def test_two_workers_at_one_message_send_it_once(server, letter):
    assert sending.claim(letter.pk)
    tasks.send_message(letter.pk)
    assert (server.letters, fresh(letter).state) == ([], WorkState.RUNNING)


def test_a_server_that_is_away_puts_the_message_off(settings, letter):
    settings.HUB_DEMO, settings.HUB_EMAIL_URL = False, "smtp://127.0.0.1:9"
    tasks.send_message(letter.pk)
    waiting = fresh(letter)
    assert (waiting.state, waiting.last_error, waiting.words) == (
        WorkState.QUEUED,
        "ConnectionRefusedError",
        "Put off",
    )
    assert waiting.next_attempt_at > timezone.now()


def test_a_server_that_hangs_puts_the_message_off(settings, letter, monkeypatch):
    monkeypatch.setattr(transport, "_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        settings.HUB_DEMO = False
        settings.HUB_EMAIL_URL = f"smtp://127.0.0.1:{deaf.getsockname()[1]}"
        tasks.send_message(letter.pk)
    assert (fresh(letter).state, fresh(letter).last_error) == (
        WorkState.QUEUED,
        "TimeoutError",
    )


def test_a_server_that_drops_the_line_puts_the_message_off(settings, letter):
    with socket.create_server(("127.0.0.1", 0)) as rude:
        settings.HUB_DEMO = False
        settings.HUB_EMAIL_URL = f"smtp://127.0.0.1:{rude.getsockname()[1]}"
        hanging_up = threading.Thread(target=lambda: rude.accept()[0].close())
        hanging_up.start()
        tasks.send_message(letter.pk)
        hanging_up.join()
    assert fresh(letter).state == WorkState.QUEUED
    assert fresh(letter).last_error in {"SMTPServerDisconnected", "ConnectionResetError"}


def test_a_busy_server_puts_the_message_off(server, letter):
    server.recipient = "450 Try again later"
    tasks.send_message(letter.pk)
    assert (fresh(letter).state, fresh(letter).last_error) == (
        WorkState.QUEUED,
        "SMTPRecipientsRefused 450",
    )


def test_an_address_that_is_refused_for_good_has_failed(server, letter):
    server.recipient = "550 No such person"
    tasks.send_message(letter.pk)
    assert (fresh(letter).state, fresh(letter).words) == (WorkState.FAILED, "Failed")


def test_a_message_is_put_off_longer_each_time_and_given_up_after_ten(server, letter):
    server.data = "451 Try again later"
    waits = []
    for _ in range(sending.TRIES):
        due_now()
        tasks.send_message(letter.pk)
        waits.append(round((fresh(letter).next_attempt_at - timezone.now()).total_seconds() / 60))
    assert (waits[:-1], fresh(letter).state, fresh(letter).attempts) == (
        [1, 2, 4, 8, 16, 32, 64, 128, 240],
        WorkState.GIVEN_UP,
        10,
    )


def test_one_refused_message_does_not_hold_up_the_others(server, letter):
    outbox.write(to="ben@people.example", subject="Second", text="x")
    server.data = "554 Refused"
    tasks.send_due()
    assert [row.attempts for row in Message.objects.all()] == [1, 1]


def test_a_server_that_is_away_is_not_asked_for_each_message(settings, letter):
    settings.HUB_DEMO, settings.HUB_EMAIL_URL = False, "smtp://127.0.0.1:9"
    outbox.write(to="ben@people.example", subject="Second", text="x")
    tasks.send_due()
    assert sorted(row.attempts for row in Message.objects.all()) == [0, 1]


def test_the_demo_sends_nothing_and_calls_it_done(settings, server, letter):
    settings.HUB_DEMO = True
    tasks.send_message(letter.pk)
    assert (server.letters, fresh(letter).state) == ([], WorkState.DONE)


def test_without_a_mail_server_messages_wait_and_the_sweep_says_why(settings, letter):
    settings.HUB_DEMO, settings.HUB_EMAIL_URL = False, ""
    tasks.send_message(letter.pk)
    said = sweeps.send_waiting()
    assert (fresh(letter).state, fresh(letter).attempts, said) == (
        WorkState.QUEUED,
        0,
        "1 waiting: no mail server is set (HUB_EMAIL_URL)",
    )


def test_the_sweep_sends_what_no_nudge_reached(server, letter):
    said = sweeps.send_waiting()
    assert (fresh(letter).state, said) == (
        WorkState.DONE,
        "1 waiting, 0 of a lost worker put back, 0 given up",
    )


def lost(message, *, since):
    Message.objects.filter(pk=message.pk).update(
        state=WorkState.RUNNING, running_since=timezone.now() - since, attempts=1
    )


def test_what_a_dead_worker_left_is_sent_after_an_hour(server, letter):
    lost(letter, since=datetime.timedelta(minutes=61))
    sweeps.send_waiting()
    assert (fresh(letter).state, fresh(letter).attempts) == (WorkState.DONE, 2)


def test_what_a_worker_sends_right_now_is_left_alone(server, letter):
    lost(letter, since=datetime.timedelta(minutes=59))
    sweeps.send_waiting()
    assert (server.letters, fresh(letter).state) == ([], WorkState.RUNNING)


def test_an_old_sign_in_code_is_not_sent_any_more(server, letter):
    Message.objects.update(useless_after=timezone.now() - datetime.timedelta(seconds=1))
    sweeps.send_waiting()
    assert (server.letters, fresh(letter).state, fresh(letter).last_error) == (
        [],
        WorkState.GIVEN_UP,
        "TooLate",
    )


def test_since_when_the_oldest_waits_is_known(letter):
    assert Message.objects.oldest_waiting() == fresh(letter).next_attempt_at


def test_health_tells_of_waiting_messages_and_reports(letter):
    Message.objects.update(next_attempt_at=timezone.now() - datetime.timedelta(hours=1))
    assert {finding.part: finding.is_well for finding in health.queues()} == {
        "waiting messages": False,
        "waiting reports": True,
        "waiting imports": True,
        "waiting scans of uploads": True,
    }


def test_pages_do_not_wait_for_a_mail_server(settings, db):
    settings.HUB_DEMO, settings.HUB_EMAIL_URL = False, "smtp://10.255.255.1:25"
    began = time.monotonic()
    outbox.write(to="ben@people.example", subject="Quick", text="x")
    assert time.monotonic() - began < 1
