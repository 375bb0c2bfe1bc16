"""Rows of background work: taken by one worker, in turn, by the database's clock."""

import pytest
from django.db import transaction

from hub.messaging import outbox
from hub.messaging.models import Message
from hub.platform.choices import WorkState
from tests.races import rival


def write(n=1):
    return outbox.write(to=f"a{n}@b.example", subject="x", text="x")


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_at_one_row_the_second_gets_nothing_and_does_not_wait():
    message = write()
    with rival(lambda: Message.objects.claim(message.pk)) as other, transaction.atomic():
        first = Message.objects.claim(message.pk)  # not committed when the second comes
        other.start_and_wait_for_the_end()
    assert (first, other.returned, other.raised) == (message, None, None)
    assert Message.objects.get().attempts == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_in_need_of_work_each_gets_a_row_of_its_own():
    messages = [write(1), write(2)]
    with rival(Message.objects.claim_next) as other, transaction.atomic():
        first = Message.objects.claim_next()
        other.start_and_wait_for_the_end()
    assert [first, other.returned] == messages


def test_what_has_waited_longest_comes_first(db):
    messages = [write(n) for n in range(3)]
    assert [Message.objects.claim_next() for _ in range(4)] == [*messages, None]


def test_what_is_put_off_is_not_due(db):
    message = write()
    claimed = Message.objects.claim(message.pk)
    assert claimed.put_off(OSError(), tries=3)
    assert (Message.objects.claim(message.pk), Message.objects.claim_next()) == (None, None)


def test_the_text_of_an_error_is_not_kept(db):
    claimed = Message.objects.claim(write().pk)
    claimed.put_off(OSError("ana@people.example said no"), tries=3)
    assert claimed.last_error == "OSError"


def test_a_claim_that_was_taken_over_ends_nothing(db):
    slow = Message.objects.claim(write().pk)
    Message.objects.update(state=WorkState.QUEUED, running_since=None)
    quick = Message.objects.claim_next()
    assert (slow.leave(WorkState.FAILED), quick.leave(WorkState.DONE)) == (False, True)
    assert Message.objects.get().state == WorkState.DONE
