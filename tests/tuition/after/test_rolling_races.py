"""Two workers at one round, and two who continue into the last place."""

import pytest
from django.db import transaction

from hub.calendar.years import AcademicYear
from hub.trail.models import Entry
from tests.factories.tuition import EnrolmentFactory, ProvisionFactory
from tests.races import rival
from tests.tuition.after.conftest import YEAR
from tuition.after import continuing, rolling
from tuition.after.refusals import NotDone
from tuition.models import Continuation, ContinueRound, Enrolment, Provision

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def rows():
    """Two who said yes, and one place that follows theirs."""
    with transaction.atomic():
        row = ContinueRound.objects.create(year=YEAR, closes_on="2027-05-28")
        now = ProvisionFactory(year=YEAR)
        ProvisionFactory(year=AcademicYear(2027), follows=now, capacity=1)
        return [
            Continuation.objects.create(
                round=row,
                enrolment=EnrolmentFactory(provision=now),
                answer="yes",
                answered_at=row.created_at,
            )
            for _ in range(2)
        ]


def test_of_two_who_continue_into_the_last_place_one_waits(rows):
    one, two = rows
    with rival(lambda: rolling.roll(two.pk)) as other, transaction.atomic():
        rolling.roll(one.pk)
        other.start_and_wait_for_the_lock()
    assert other.raised is None
    outcomes = list(Continuation.objects.order_by("pk").values_list("outcome", flat=True))
    assert outcomes == [rolling.PLACED, rolling.WAITS]
    assert Provision.objects.get(year=2027).places_taken == 1


def test_a_row_in_one_workers_hands_is_left_alone_by_another(rows):
    one, _ = rows
    with rival(lambda: rolling.roll(one.pk)) as other, transaction.atomic():
        rolling.roll(one.pk)
        other.start_and_wait_for_the_end()
    assert other.raised is None
    assert Enrolment.objects.filter(provision__year=2027).count() == 1


def test_two_workers_at_one_round_give_each_learner_one_place(rows):
    row = rows[0].round
    with rival(lambda: rolling.roll_batch(row, 10)) as other, transaction.atomic():
        rolling.roll_batch(row, 10)
        other.start_and_wait_for_the_end()
    assert (other.raised, rolling.roll_batch(row, 10)) == (None, 0)
    pupils = Enrolment.objects.filter(provision__year=2027).values_list("pupil", flat=True)
    assert sorted(pupils) == sorted(each.enrolment.pupil_id for each in rows)


def test_a_round_that_is_closed_twice_at_once_is_closed_once(rows, manager):
    row = rows[0].round
    with rival(lambda: continuing.close(round=row, by=manager)) as other, transaction.atomic():
        continuing.close(round=row, by=manager)
        other.start_and_wait_for_the_lock()
    assert other.raised is None
    assert Entry.objects.filter(action="closed", object_type="tuition.continueround").count() == 1


def test_an_answer_that_comes_while_the_round_closes_is_too_late(rows, manager):
    one = rows[0]
    with (
        rival(lambda: continuing.answer(continuation=one, answer="no", by=manager)) as other,
        transaction.atomic(),
    ):
        continuing.close(round=one.round, by=manager)
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, NotDone)
