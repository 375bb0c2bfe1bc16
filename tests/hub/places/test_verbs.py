"""Places taken, waited for, offered and given up."""

import datetime

import pytest
from django.utils import timezone

from hub.places import verbs
from hub.places.choices import PlaceState
from hub.trail.models import Entry
from tests.factories.people import PupilFactory
from tests.factories.tuition import (
    EnrolmentFactory,
    ProvisionFactory,
    make_lessons,
    make_offer,
    make_waiting,
)
from tuition.models import Enrolment, Provision

pytestmark = pytest.mark.django_db


def enter(provision):
    pupil = PupilFactory()
    wish = Enrolment(provision=provision, pupil=pupil, school=pupil.school)
    return verbs.enter(place=wish, by=None)


def taken(provision):
    return Provision.objects.get(pk=provision.pk).places_taken


def state_of(place):
    return Enrolment.objects.get(pk=place.pk).state


@pytest.fixture
def group():
    return ProvisionFactory(capacity=1)


def test_a_place_in_a_group_with_a_time_is_taken_at_once(group):
    place = enter(group)
    assert (place.state, taken(group)) == (PlaceState.CONFIRMED, 1)


def test_who_comes_to_a_full_group_waits(group):
    enter(group)
    assert (enter(group).state, taken(group)) == (PlaceState.WAITING, 1)


def test_lessons_to_be_arranged_are_applied_for_and_take_no_place():
    lessons = make_lessons(capacity=1)
    assert (enter(lessons).state, taken(lessons)) == (PlaceState.APPLIED, 0)


def test_a_place_given_up_is_offered_to_the_first_who_waits(group):
    first = enter(group)
    second, third = enter(group), enter(group)
    verbs.end(place=first)
    assert [state_of(each) for each in (first, second, third)] == [
        PlaceState.ENDED,
        PlaceState.OFFERED,
        PlaceState.WAITING,
    ]
    assert taken(group) == 1


def test_a_place_that_is_free_and_waited_for_is_not_taken_by_who_comes_now(group):
    make_waiting(provision=group)
    assert (enter(group).state, taken(group)) == (PlaceState.WAITING, 0)


def test_an_offer_declined_goes_to_the_next(group):
    offer, waiting = make_offer(provision=group), make_waiting(provision=group)
    verbs.decline(place=offer, by=None, reason="Wednesdays do not suit us")
    assert [state_of(offer), state_of(waiting)] == [PlaceState.DECLINED, PlaceState.OFFERED]


def test_an_offer_is_accepted_once_and_the_second_time_changes_nothing(group):
    offer = make_offer(provision=group)
    verbs.accept(place=offer, by=None)
    assert verbs.accept(place=offer, by=None).state == PlaceState.CONFIRMED
    assert Entry.objects.filter(action="confirmed").count() == 1


def test_an_offer_past_its_time_is_not_accepted(group):
    offer = make_offer(provision=group, answer_by=timezone.now() - datetime.timedelta(minutes=1))
    with pytest.raises(verbs.PlaceRefused, match="time to answer is over"):
        verbs.accept(place=offer, by=None)


def test_an_offer_past_its_time_lapses_and_goes_to_the_next(group):
    offer = make_offer(provision=group, answer_by=timezone.now() - datetime.timedelta(minutes=1))
    waiting = make_waiting(provision=group)
    verbs.lapse(place=offer)
    assert [state_of(offer), state_of(waiting)] == [PlaceState.LAPSED, PlaceState.OFFERED]


def test_who_asks_for_another_offer_keeps_the_date_of_application(group):
    offer = make_offer(provision=group)
    before = offer.applied_at
    verbs.ask_for_another(place=offer, by=None, reason="Another day please")
    offer.refresh_from_db()
    assert (offer.state, offer.applied_at, taken(group)) == (PlaceState.WAITING, before, 0)


def test_who_is_moved_keeps_the_date_of_application_and_frees_the_place(group):
    other = ProvisionFactory(capacity=1)
    place, waiting = EnrolmentFactory(provision=group), make_waiting(provision=group)
    moved = verbs.move(place=place, thing=other, by=None)
    assert (moved.state, moved.applied_at) == (PlaceState.CONFIRMED, place.applied_at)
    assert (state_of(waiting), taken(group), taken(other)) == (PlaceState.OFFERED, 1, 1)


def test_a_hold_takes_a_place_and_confirming_it_leaves_the_counter(group):
    held = verbs.hold(place=Enrolment(provision=group), minutes=30)
    assert taken(group) == 1
    pupil = PupilFactory()
    place = verbs.confirm_hold(place=held, by=None, pupil=pupil, school=pupil.school)
    assert (place.state, place.pupil, taken(group)) == (PlaceState.CONFIRMED, pupil, 1)


def test_a_hold_that_was_given_back_is_entered_anew(group):
    held = verbs.hold(place=Enrolment(provision=group), minutes=-1)
    verbs.lapse(place=held)
    enter(group)
    pupil = PupilFactory()
    place = verbs.confirm_hold(place=held, by=None, pupil=pupil, school=pupil.school)
    assert (place.state, state_of(held), taken(group)) == (
        PlaceState.WAITING,
        PlaceState.LAPSED,
        1,
    )


def test_notice_keeps_the_place_until_its_last_day(group):
    place = EnrolmentFactory(provision=group)
    last = timezone.localdate() + datetime.timedelta(days=30)
    verbs.stop(place=place, last_day=last, by=None)
    assert (state_of(place), taken(group)) == (PlaceState.STOPPING, 1)


def test_who_stops_and_comes_again_stands_last(group):
    place = EnrolmentFactory(provision=group)
    waiting = [make_waiting(provision=group), make_waiting(provision=group)]
    verbs.end(place=place)
    again = verbs.enter(
        place=Enrolment(provision=group, pupil=place.pupil, school=place.school), by=None
    )
    queue = Enrolment.objects.filter(provision=group).waiting().in_turn()
    assert list(queue) == [waiting[1], again]
