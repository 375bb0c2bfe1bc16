"""Places taken, waited for, offered and given up."""

import datetime

import pytest
from django.utils import timezone

from hub.places import verbs
from hub.places.choices import PlaceState
from hub.policy import values
from hub.trail.models import Entry
from tests.factories.accounts import make_user
from tests.factories.calendar import make_year
from tests.factories.people import PupilFactory
from tests.factories.tuition import (
    EnrolmentFactory,
    PriceFactory,
    ProvisionFactory,
    make_lessons,
    make_offer,
    make_waiting,
)
from tuition.models import Enrolment, Provision
from tuition.place_kinds import Enrolments

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
    assert (offer.state, offer.applied_at, taken(group)) == (PlaceState.APPLIED, before, 0)


def test_who_asks_for_another_offer_keeps_nobody_else_from_the_place(group):
    offer = make_offer(provision=group)
    verbs.ask_for_another(place=offer, by=None, reason="Another day please")
    assert (enter(group).state, state_of(offer)) == (PlaceState.CONFIRMED, PlaceState.APPLIED)


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


def test_of_two_places_of_one_pupil_the_second_is_refused_with_a_sentence(group):
    place = enter(group)
    again = Enrolment(provision=group, pupil=place.pupil, school=place.school)
    with pytest.raises(verbs.PlaceRefused, match="There is a place here already"):
        verbs.enter(place=again, by=None)
    assert taken(group) == 1


@pytest.mark.parametrize("fields", [{"state": "stopped"}, {"ends_on": datetime.date(2020, 7, 1)}])
def test_nobody_comes_into_what_is_stopped_or_over(fields):
    fields = {"starts_on": datetime.date(2019, 9, 1)} | fields
    with pytest.raises(verbs.PlaceRefused):
        enter(ProvisionFactory(**fields))


@pytest.mark.parametrize("fields", [{"state": "stopped"}, {"ends_on": datetime.date(2020, 7, 1)}])
def test_nobody_is_offered_a_place_in_what_is_stopped_or_over(fields):
    group = ProvisionFactory(capacity=1, starts_on=datetime.date(2019, 9, 1), **fields)
    place, waiting = EnrolmentFactory(provision=group), make_waiting(provision=group)
    verbs.end(place=place)
    assert (state_of(waiting), taken(group)) == (PlaceState.WAITING, 0)


def test_families_come_in_while_applications_are_taken_and_the_office_afterwards(carer):
    office = make_user("office")
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    group = ProvisionFactory(closes_on=yesterday)
    pupil = PupilFactory()
    wish = Enrolment(provision=group, pupil=pupil, school=pupil.school)
    with pytest.raises(verbs.PlaceRefused, match="closed"):
        verbs.enter(place=wish, by=carer)
    assert verbs.enter(place=wish, by=office).state == PlaceState.CONFIRMED


def test_an_offer_is_taken_back_with_its_place(group):
    offer, waiting = make_offer(provision=group), make_waiting(provision=group)
    verbs.refuse(place=offer, by=None, reason="The tutor has left")
    assert [state_of(offer), state_of(waiting)] == [PlaceState.DECLINED, PlaceState.OFFERED]
    assert taken(group) == 1


def test_a_hold_of_what_is_applied_for_gives_its_place_back_when_it_becomes_an_application():
    lessons = make_lessons(capacity=1)
    held = verbs.hold(place=Enrolment(provision=lessons), minutes=30)
    pupil = PupilFactory()
    place = verbs.confirm_hold(place=held, by=None, pupil=pupil, school=pupil.school)
    assert (place.state, taken(lessons)) == (PlaceState.APPLIED, 0)


def test_a_hold_that_is_booked_in_another_tab_is_not_given_up_here(group):
    held = verbs.hold(place=Enrolment(provision=group), minutes=30)
    seen = Enrolment.objects.get(pk=held.pk)
    pupil = PupilFactory()
    verbs.confirm_hold(place=held, by=None, pupil=pupil, school=pupil.school)
    with pytest.raises(verbs.PlaceRefused, match="taken already"):
        verbs.withdraw(place=seen, by=None)


def test_one_slot_that_came_free_is_offered_once_however_many_places_are_left():
    lessons = make_lessons(capacity=5)
    slot = {"weekday": 2, "starts_at": datetime.time(16, 30)}
    place = EnrolmentFactory(provision=lessons, **slot)
    asking = [EnrolmentFactory(provision=lessons, state=state) for state in ("waiting", "applied")]
    Enrolment.objects.filter(pk__in=[each.pk for each in asking]).update(confirmed_at=None)
    verbs.end(place=place)
    offered = Enrolment.objects.get(pk=asking[0].pk)
    assert (offered.state, offered.weekday, offered.starts_at) == ("offered", *slot.values())
    assert (state_of(asking[1]), taken(lessons)) == (PlaceState.APPLIED, 1)


def test_more_places_go_to_whoever_waits(group):
    enter(group)
    waiting = [enter(group), enter(group)]
    verbs.set_capacity(thing=group, capacity=2, by=None)
    assert [state_of(each) for each in waiting] == [PlaceState.OFFERED, PlaceState.WAITING]


def test_there_are_no_fewer_places_than_are_taken():
    group = ProvisionFactory(capacity=3)
    enter(group), enter(group)
    with pytest.raises(verbs.PlaceRefused, match="2 places are taken"):
        verbs.set_capacity(thing=group, capacity=1, by=None)


def test_who_waits_and_is_moved_to_where_room_is_is_offered_it(group):
    enter(group)
    waiting, other = enter(group), ProvisionFactory(capacity=1)
    moved = verbs.move(place=waiting, thing=other, by=None)
    assert (moved.state, moved.applied_at, taken(other)) == ("offered", waiting.applied_at, 1)


def test_who_is_moved_there_and_back_has_the_first_date_of_application(group):
    place, other = EnrolmentFactory(provision=group), ProvisionFactory(capacity=1)
    there = verbs.move(place=place, thing=other, by=None)
    back = verbs.move(place=there, thing=group, by=None)
    assert (back.state, back.applied_at) == (PlaceState.CONFIRMED, place.applied_at)
    assert (taken(group), taken(other)) == (1, 0)


def test_nobody_is_moved_to_where_they_are_or_have_a_place(group):
    place, other = EnrolmentFactory(provision=group), ProvisionFactory(capacity=2)
    EnrolmentFactory(provision=other, pupil=place.pupil)
    with pytest.raises(verbs.PlaceRefused, match="already"):
        verbs.move(place=place, thing=group, by=None)
    with pytest.raises(verbs.PlaceRefused, match="There is a place here already"):
        verbs.move(place=place, thing=other, by=None)
    assert (state_of(place), taken(group), taken(other)) == (PlaceState.CONFIRMED, 1, 1)


def test_a_place_with_notice_that_is_ended_now_ends_today(group):
    place = EnrolmentFactory(provision=group)
    later = timezone.localdate() + datetime.timedelta(days=30)
    place = verbs.stop(place=place, last_day=later, by=None)
    assert verbs.end(place=place, reason="Moved away").last_day == timezone.localdate()


def test_an_offer_fixes_the_price(group):
    make_year()
    PriceFactory()
    place, waiting = EnrolmentFactory(provision=group), make_waiting(provision=group)
    verbs.end(place=place)
    waiting.refresh_from_db()
    assert waiting.price_lesson == 8


def test_who_gives_a_place_up_does_not_fail_over_the_letter_to_the_next(group, monkeypatch, caplog):
    def told(self, place, event, by):
        if event == "offered":
            raise ValueError("no address")

    offer, waiting = make_offer(provision=group), make_waiting(provision=group)
    monkeypatch.setattr(Enrolments, "told", told)
    verbs.decline(place=offer, by=None)
    assert [state_of(offer), state_of(waiting)] == [PlaceState.DECLINED, PlaceState.OFFERED]
    assert "nobody could be told" in caplog.text


def test_who_comes_in_comes_in_with_the_letter_or_not_at_all(group, monkeypatch):
    def told(self, place, event, by):
        raise ValueError("no address")

    monkeypatch.setattr(Enrolments, "told", told)
    with pytest.raises(ValueError, match="no address"):
        enter(group)
    assert (taken(group), Enrolment.objects.count()) == (0, 0)


def test_several_enter_all_or_none(group):
    other = ProvisionFactory(capacity=1)
    pupil = PupilFactory()
    wishes = [
        Enrolment(provision=each, pupil=pupil, school=pupil.school)
        for each in (other, group, other)
    ]
    with pytest.raises(verbs.PlaceRefused):
        verbs.enter_all(places=wishes, by=None)
    assert (taken(group), taken(other), Enrolment.objects.count()) == (0, 0, 0)


def test_to_enter_asks_the_database_four_times_but_for_savepoints(group, django_assert_num_queries):
    enter(group)
    Provision.objects.update(capacity=3)
    group.refresh_from_db()
    pupil = PupilFactory()
    wish = Enrolment(provision=group, pupil=pupil, school=pupil.school)
    values.value("waiting-order")  # which is kept for some seconds
    # The row, the trail, who is written to, the counter; two savepoints, one of them the test's.
    with django_assert_num_queries(8):
        verbs.enter(place=wish, by=None)
