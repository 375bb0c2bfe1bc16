"""What staff do about e-mails that did not go: again, to another address, or not at all."""

import datetime

import pytest
from django.db import transaction
from django.utils import timezone

from hub.messaging import outbox, resending, sending, tasks
from hub.messaging.choices import Standing, Why
from hub.messaging.models import Message
from hub.platform.choices import WorkState
from hub.trail.models import Entry
from tests.factories.accounts import make_user
from tests.hub.messaging.conftest import fresh
from tests.races import rival


def actions():
    return list(Entry.objects.order_by("pk").values_list("action", flat=True))


def test_what_was_refused_is_sent_again_under_the_same_number(server, failed, manager):
    resending.send_again(messages=[failed], by=manager)
    tasks.send_message(failed.pk)
    (arrived,) = server.letters
    assert (fresh(failed).words, arrived["Message-ID"], actions()) == (
        "Sent",
        failed.message_id,
        ["sent again"],
    )


def test_sent_again_it_has_all_its_attempts_anew(server, failed, manager):
    Message.objects.update(attempts=sending.TRIES, state=WorkState.GIVEN_UP, last_error="OSError")
    resending.send_again(messages=[failed], by=manager)
    server.recipient = "450 Try again later"
    tasks.send_message(failed.pk)
    again = fresh(failed)
    wait = round((again.next_attempt_at - timezone.now()).total_seconds() / 60)
    # The count goes on: it is the token by which a worker that was thought dead finds it is late.
    assert (again.standing, again.attempts, again.tries, wait) == (Standing.PUT_OFF, 11, 1, 1)


def test_of_a_set_with_one_that_cannot_be_none_is_sent(failed, manager):
    sent = outbox.write(to="ben@people.example", subject="Sent", text="x")
    Message.objects.filter(pk=sent.pk).update(state=WorkState.DONE)
    with pytest.raises(resending.ResendRefused, match="Nothing was sent. “Sent” to ben@"):
        resending.send_again(messages=[failed, fresh(sent)], by=manager)
    assert (fresh(failed).standing, actions()) == (Standing.FAILED, [])


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"state": WorkState.DONE, "last_error": ""}, "It has been sent"),
        ({"state": WorkState.QUEUED}, "It waits already"),
        ({"useless_after": timezone.now() - datetime.timedelta(hours=1)}, "no longer holds"),
        ({"is_secret": True, "blanked_at": timezone.now()}, "a code or a link that has run out"),
        ({"last_error": Why.READDRESSED}, "sent to another address"),
    ],
)
def test_what_would_help_nobody_is_refused_with_the_reason(failed, manager, changes, words):
    Message.objects.update(**changes)
    with pytest.raises(resending.ResendRefused, match=words):
        resending.send_again(messages=[failed], by=manager)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_send_again_at_once_one_does(failed, settings):
    first, second = make_user("manager"), make_user("manager")
    again = resending.send_again
    with rival(lambda: again(messages=[failed], by=second)) as other, transaction.atomic():
        again(messages=[failed], by=first)
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, resending.ResendRefused)
    assert actions() == ["sent again"]


def test_to_another_address_goes_a_new_message_that_names_the_old(server, failed, manager):
    new = resending.send_to(message=failed, to="anna@people.example", by=manager)
    tasks.send_message(new.pk)
    (arrived,) = server.letters
    assert (
        arrived["To"],
        new.instead_of,
        fresh(failed).words,
        fresh(failed).can_be_sent_again,
        fresh(new).words,
        Entry.objects.get().fields,
    ) == (
        "anna@people.example",
        failed,
        "Sent to another address",
        False,
        "Sent",
        {"to": {"from": "ana@people.example", "to": "anna@people.example"}},
    )


def test_a_code_or_a_link_goes_to_no_other_address(failed, manager):
    Message.objects.update(is_secret=True)
    with pytest.raises(resending.ResendRefused, match="a code or a link for this address alone"):
        resending.send_to(message=failed, to="thief@people.example", by=manager)
    assert Message.objects.count() == 1


def test_the_same_address_is_no_other(failed, manager):
    with pytest.raises(resending.ResendRefused, match="the address it did not reach"):
        resending.send_to(message=failed, to="ANA@people.example", by=manager)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_correct_the_address_at_once_one_does(failed):
    by = make_user("manager")

    def correct(to):
        return resending.send_to(message=failed, to=to, by=by)

    with rival(lambda: correct("b@people.example")) as other, transaction.atomic():
        correct("a@people.example")
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, resending.ResendRefused)
    assert list(Message.objects.filter(instead_of=failed).values_list("to", flat=True)) == [
        "a@people.example"
    ]


def test_what_waits_can_be_stopped_and_sent_after_all(server, letter, manager):
    resending.stop(message=letter, by=manager)
    tasks.send_message(letter.pk)
    stopped = fresh(letter)
    resending.send_again(messages=[letter], by=manager)
    tasks.send_message(letter.pk)
    assert (stopped.words, len(server.letters), fresh(letter).words, actions()) == (
        "Stopped by staff",
        1,
        "Sent",
        ["stopped", "sent again"],
    )


def test_what_is_being_sent_cannot_be_stopped(letter, manager):
    sending.Message.objects.claim(letter.pk)
    with pytest.raises(resending.ResendRefused, match="going right now"):
        resending.stop(message=letter, by=manager)


@pytest.mark.parametrize(
    ("changes", "standing"),
    [
        ({}, Standing.WAITING),
        ({"attempts": 2}, Standing.PUT_OFF),
        ({"attempts": 2, "attempts_before": 2}, Standing.WAITING),
        ({"state": WorkState.RUNNING, "running_since": timezone.now()}, Standing.RUNNING),
        ({"state": WorkState.DONE}, Standing.SENT),
        ({"state": WorkState.FAILED, "last_error": "ValueError"}, Standing.FAILED),
        ({"state": WorkState.GIVEN_UP, "last_error": "OSError"}, Standing.GIVEN_UP),
        ({"state": WorkState.GIVEN_UP, "last_error": Why.TOO_LATE}, Standing.OVER),
        ({"state": WorkState.GIVEN_UP, "last_error": Why.WORKER_LOST}, Standing.GIVEN_UP),
        ({"state": WorkState.GIVEN_UP, "last_error": Why.STOPPED}, Standing.OVER),
    ],
)
def test_one_row_and_the_filter_agree_on_how_it_stands(letter, changes, standing):
    Message.objects.update(**changes)
    found = [each for each in Standing if Message.objects.standing(each).exists()]
    counted = {each: number for each, number in Message.objects.counts().items() if number}
    assert (fresh(letter).standing, found, counted) == (standing, [standing], {standing: 1})
