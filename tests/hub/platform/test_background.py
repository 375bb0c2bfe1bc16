"""Rows of background work: taken by one worker, in turn, by the database's clock."""

import threading

import pytest
from django.db import connection, transaction

from hub.messaging import outbox
from hub.messaging.models import Message
from hub.platform.choices import WorkState


def write(n=1):
    return outbox.write(to=f"a{n}@b.example", subject="x", text="x")


class Rival(threading.Thread):
    """Another worker, with a connection of its own; ``answer`` is what it got."""

    def __init__(self, what):
        super().__init__(daemon=True)
        self.what, self.answer = what, None

    def run(self):
        try:
            self.answer = self.what()
        finally:
            connection.close()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_workers_at_one_row_the_second_gets_nothing_and_does_not_wait():
    message = write()
    with transaction.atomic():  # the first has not committed when the second comes
        first = Message.objects.claim(message.pk)
        rival = Rival(lambda: Message.objects.claim(message.pk))
        rival.start()
        rival.join(10)
        assert not rival.is_alive()
    assert (first, rival.answer) == (message, None)
    assert Message.objects.get().attempts == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_workers_in_need_of_work_each_gets_a_row_of_its_own():
    messages = [write(1), write(2)]
    with transaction.atomic():
        first = Message.objects.claim_next()
        rival = Rival(Message.objects.claim_next)
        rival.start()
        rival.join(10)
    assert [first, rival.answer] == messages


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
