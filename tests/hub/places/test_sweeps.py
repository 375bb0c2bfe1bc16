"""What the clock does with places."""

import datetime

import pytest
from django.utils import timezone

from hub.places import ranking, sweeping, verbs
from hub.places.choices import PlaceState
from hub.places.kinds import kind_of
from hub.platform import sweeps
from hub.policy import practice, rules
from tests.factories.people import CarerLinkFactory, NeedsFactory, PupilFactory
from tests.factories.tuition import (
    EnrolmentFactory,
    ProvisionFactory,
    make_lessons,
    make_offer,
    make_waiting,
)
from tuition.models import Enrolment, Provision
from tuition.place_kinds import Enrolments

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)


def ago(span):
    return timezone.now() - span


def taken(provision):
    return Provision.objects.get(pk=provision.pk).places_taken


def states(*places):
    return [Enrolment.objects.get(pk=place.pk).state for place in places]


@pytest.fixture
def group():
    return ProvisionFactory(capacity=3)


def test_what_is_past_its_time_is_taken_back_and_goes_to_the_next(group):
    held = verbs.hold(place=Enrolment(provision=group), minutes=-1)
    offer = make_offer(provision=group, answer_by=ago(HOUR))
    stopping = EnrolmentFactory(
        provision=group, state=PlaceState.STOPPING, last_day=timezone.localdate() - DAY
    )
    Provision.objects.filter(pk=group.pk).update(places_taken=3)
    waiting = [make_waiting(provision=group) for _ in range(4)]
    assert sweeping.take_back_all() == {"held": 1, "offered": 1, "stopping": 1}
    assert states(held, offer, stopping) == ["lapsed", "lapsed", "ended"]
    assert states(*waiting) == ["offered"] * 3 + ["waiting"]
    assert taken(group) == 3


def test_what_is_not_past_its_time_stays(group):
    held = verbs.hold(place=Enrolment(provision=group), minutes=30)
    stopping = EnrolmentFactory(
        provision=group, state=PlaceState.STOPPING, last_day=timezone.localdate()
    )
    offer = make_offer(provision=group)
    assert sweeping.take_back_all() == {"held": 0, "offered": 0, "stopping": 0}
    assert states(held, stopping, offer) == ["held", "stopping", "offered"]


def test_one_that_fails_keeps_no_other_from_being_taken_back(monkeypatch, caplog):
    first, second = (make_offer(answer_by=ago(HOUR)) for _ in range(2))
    terms_of = Enrolments.terms_of

    def broken(self, place):
        if place.pk == first.pk:
            raise ValueError("broken")
        return terms_of(self, place)

    monkeypatch.setattr(Enrolments, "terms_of", broken)
    assert sweeping.take_back_all()["offered"] == 1
    assert states(first, second) == ["offered", "lapsed"]
    assert "places: _take_back failed" in caplog.text


def test_free_places_are_offered_in_turn_and_what_is_to_be_arranged_is_left(group):
    late = make_waiting(provision=group, applied_at=ago(HOUR))
    early = make_waiting(provision=group, applied_at=ago(DAY))
    Provision.objects.filter(pk=group.pk).update(places_taken=2)
    lessons = make_waiting(provision=make_lessons())
    assert sweeping.offer_all() == 1
    assert states(early, late, lessons) == ["offered", "waiting", "waiting"]


def test_an_offer_is_reminded_of_once_before_its_last_day(group, monkeypatch):
    heard = []
    monkeypatch.setattr(Enrolments, "told", lambda self, *what: heard.append(what[:2]))
    near = make_offer(provision=group, offered_at=ago(6 * DAY), answer_by=ago(-DAY))
    make_offer(provision=group, offered_at=ago(HOUR), answer_by=ago(-DAY))  # fresh in their minds
    make_offer(provision=group, offered_at=ago(2 * DAY), answer_by=ago(-5 * DAY))
    assert [sweeping.remind_all(), sweeping.remind_all()] == [1, 0]
    assert heard == [(near, "reminded")]


def test_a_counter_that_drifted_is_put_right_and_reported(group, caplog):
    EnrolmentFactory(provision=group)
    Provision.objects.filter(pk=group.pk).update(places_taken=3)
    ProvisionFactory()
    assert sweeping.recount_all() == [f"tuition.Provision {group.pk}: 3 stood there, 1 are"]
    assert (taken(group), sweeping.recount_all()) == (1, [])
    assert "places drifted" in caplog.text


def test_more_rows_than_places_are_reported_and_left_to_people():
    group = ProvisionFactory(capacity=1)
    EnrolmentFactory(provision=group)
    wish = PupilFactory()
    Enrolment.objects.create(
        provision=group, pupil=wish, state="confirmed", confirmed_at=timezone.now()
    )
    assert len(sweeping.recount_all()) == 1
    assert taken(group) == 1


def test_every_sweep_runs_twice(group):
    make_offer(provision=group, answer_by=ago(HOUR))
    for _ in range(2):
        said = {name: failed for name, _, failed in sweeps.run(only_due=False) if "places" in name}
        assert said == dict.fromkeys(said, False)
    assert len(said) == 6


def let_the_order_be(order, manager):
    practice.set_rule(
        rule=rules.get("waiting-order"),
        year=practice.AcademicYear.current(),
        value=order,
        by=manager,
    )


def test_by_the_usual_rule_the_date_of_application_alone_counts(group):
    early, late = make_waiting(provision=group, applied_at=ago(DAY)), make_waiting(provision=group)
    NeedsFactory(pupil=late.pupil, has_ehcp=True)
    assert ranking.rank_all() == 0
    assert list(kind_of(Enrolment).in_turn(group)) == [early, late]


def test_by_rule_who_has_an_ehcp_goes_first_at_once_and_when_they_come(group, manager):
    early, late = make_waiting(provision=group, applied_at=ago(DAY)), make_waiting(provision=group)
    NeedsFactory(pupil=late.pupil, has_ehcp=True)
    let_the_order_be("ehcp", manager)
    assert ranking.rank_all() == 1
    pupil = NeedsFactory(has_ehcp=True).pupil
    Provision.objects.filter(pk=group.pk).update(places_taken=3)
    group.refresh_from_db()
    new = verbs.enter(place=Enrolment(provision=group, pupil=pupil, school=None), by=None)
    assert list(kind_of(Enrolment).in_turn(group)) == [late, new, early]
    let_the_order_be("date", manager)
    assert ranking.rank_all() == 2
    assert list(kind_of(Enrolment).in_turn(group)) == [early, late, new]


def test_by_rule_brothers_and_sisters_of_those_who_learn_there_go_first(group, manager):
    early, late = make_waiting(provision=group, applied_at=ago(DAY)), make_waiting(provision=group)
    link = CarerLinkFactory(pupil=late.pupil)
    sister = CarerLinkFactory(carer=link.carer).pupil
    EnrolmentFactory(pupil=sister, provision=ProvisionFactory(venue=group.venue))
    let_the_order_be("siblings", manager)
    assert ranking.rank_all() == 1
    assert list(kind_of(Enrolment).in_turn(group)) == [late, early]
