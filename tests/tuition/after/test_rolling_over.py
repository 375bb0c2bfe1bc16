"""A round that is closed rolls over: what a yes, a no, a change and silence come to."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from hub.calendar.years import AcademicYear
from hub.messaging.models import Message
from hub.places import verbs as places
from hub.places.choices import PlaceState
from hub.policy.models import PolicyRow
from hub.policy.values import forget
from tests.factories.people import born
from tests.factories.tuition import EnrolmentFactory, ProvisionFactory, make_lessons, make_waiting
from tests.tuition.after.conftest import YEAR
from tests.tuition.after.rounds import MAY, finish, of, say
from tuition.after import clocking, continuing, rolling
from tuition.after.refusals import NotDone
from tuition.choices import ContinueAnswer, ProvisionState
from tuition.models import ChangeRequest, Enrolment, Provision

NEXT = AcademicYear(2027)
A_YEAR = datetime.timedelta(days=365)


def test_a_yes_is_a_place_in_what_follows_with_its_date_kept(round_, family, place, office):
    say(place, ContinueAnswer.YES, family.parent.user)
    finish(round_, office)
    new = of(place).next_enrolment
    target = new.provision
    assert (target.follows, target.year, target.state) == (place.provision, NEXT, "draft")
    assert (new.state, new.applied_at, target.places_taken) == ("confirmed", place.applied_at, 1)
    assert of(place).outcome == rolling.PLACED
    assert Provision.objects.filter(follows=place.provision).count() == 1


def test_day_time_and_tutor_of_lessons_stay(family, office, tina):
    lessons = make_lessons(year=YEAR)
    place = EnrolmentFactory(
        pupil=family.mia,
        provision=lessons,
        weekday=3,
        starts_at=datetime.time(15),
        tutor=tina,
    )
    round_ = continuing.open_round(year=YEAR, closes_on=MAY, by=office)
    say(place, ContinueAnswer.YES, family.parent.user)
    finish(round_, office)
    new = of(place).next_enrolment
    assert (new.state, new.weekday, new.tutor) == ("confirmed", 3, tina)


def test_who_finds_no_place_is_first_on_the_waiting_list(round_, family, place, office):
    follows = ProvisionFactory(year=NEXT, follows=place.provision, capacity=1)
    EnrolmentFactory(provision=follows)
    later = make_waiting(provision=follows)
    Enrolment.objects.filter(pk=place.pk).update(applied_at=timezone.now() - A_YEAR)
    say(place, ContinueAnswer.YES, family.parent.user)
    finish(round_, office)
    new = of(place).next_enrolment
    assert (new.state, of(place).outcome) == (PlaceState.WAITING, rolling.WAITS)
    queue = Enrolment.objects.filter(provision=follows).waiting().in_turn()
    assert list(queue) == [new, later]


def test_who_continues_goes_before_who_waits_there(round_, family, place, office):
    follows = ProvisionFactory(year=NEXT, follows=place.provision, capacity=1)
    make_waiting(provision=follows)
    say(place, ContinueAnswer.YES, family.parent.user)
    finish(round_, office)
    assert of(place).next_enrolment.state == PlaceState.CONFIRMED


def test_a_no_ends_with_the_year(round_, family, place, office):
    say(place, ContinueAnswer.NO, family.parent.user)
    finish(round_, office)
    place.refresh_from_db()
    assert (place.state, place.last_day) == (PlaceState.STOPPING, place.provision.ends_on)
    assert of(place).outcome == rolling.ENDS
    assert not Provision.objects.filter(year=NEXT).exists()


@pytest.mark.parametrize(("rule", "outcome"), [("end", "ENDS"), ("continue", "PLACED")])
def test_silence_means_what_the_hub_says(round_, place, office, rule, outcome):
    PolicyRow.objects.create(key="continue-silence", year=YEAR, value=rule)
    forget()
    finish(round_, office)
    assert of(place).outcome == getattr(rolling, outcome)


def test_a_change_is_a_place_and_a_request(round_, family, place, office):
    say(place, ContinueAnswer.CHANGE, family.parent.user, words="A longer lesson")
    finish(round_, office)
    request = ChangeRequest.objects.get()
    assert (request.enrolment, request.words) == (of(place).next_enrolment, "A longer lesson")


@pytest.mark.parametrize("what", ["this year's", "next year's"])
def test_what_is_withdrawn_is_not_offered(round_, family, place, office, what):
    stopped = ProvisionState.STOPPED
    if what == "this year's":
        Provision.objects.filter(pk=place.provision_id).update(state=stopped)
    else:
        ProvisionFactory(year=NEXT, follows=place.provision, state=stopped)
    say(place, ContinueAnswer.YES, family.parent.user)
    finish(round_, office)
    assert (of(place).outcome, of(place).next_enrolment) == (rolling.NOT_OFFERED, None)


def test_who_is_too_old_next_year_is_left_to_the_office(family, strings, office):
    family.ben.born_on = born(10)  # Year 6 now
    family.ben.save()
    place = EnrolmentFactory(pupil=family.ben, provision=strings)
    round_ = continuing.open_round(year=YEAR, closes_on=MAY, by=office)
    say(place, ContinueAnswer.YES, family.parent.user)
    finish(round_, office)
    assert of(place).outcome == rolling.TOO_OLD


def test_notice_given_meanwhile_holds(round_, family, place, office):
    say(place, ContinueAnswer.YES, family.parent.user)
    Enrolment.objects.filter(pk=place.pk).update(state="stopping", last_day=MAY)
    finish(round_, office)
    assert of(place).outcome == rolling.STOPPED


def test_closed_is_closed(client, round_, family, place, office):
    continuing.close(round=round_, by=office)
    with pytest.raises(NotDone):
        say(place, ContinueAnswer.YES, family.parent.user)


def test_places_end_with_their_provision(place, office):
    with time_machine.travel("2027-07-21T12:00:00Z", tick=False):
        assert clocking.end_with_provision() == 0
    with time_machine.travel("2027-07-22T12:00:00Z", tick=False):
        assert clocking.end_with_provision() == 1
    place.refresh_from_db()
    assert (place.state, place.last_day) == (PlaceState.ENDED, datetime.date(2027, 7, 21))


@pytest.mark.parametrize(("answer", "letters"), [("yes", 0), ("no", 2)])
def test_who_goes_on_is_not_told_that_the_year_ended(
    round_, family, place, office, answer, letters
):
    say(place, answer, family.parent.user)
    finish(round_, office)
    with time_machine.travel("2027-07-22T12:00:00Z", tick=False):
        place.refresh_from_db()
        places.end(place=place, by=None)
    assert Message.objects.filter(template="tuition/email/ended").count() == letters
