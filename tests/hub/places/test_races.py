"""Two at once over one place: proved with two connections, and with a control that fails."""

import datetime
import random
import threading
import time
from contextlib import suppress

import pytest
from django.db import IntegrityError, connections, transaction
from django.db.models import F
from django.utils import timezone

from hub.places import counter, sweeping, verbs
from hub.places.choices import PlaceState
from hub.places.kinds import kind_of
from hub.trail.models import Entry
from tests.factories.people import PupilFactory
from tests.factories.tuition import EnrolmentFactory, ProvisionFactory, make_offer, make_waiting
from tests.races import rival
from tuition.models import Enrolment, Provision

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def group():
    """A group with one place."""
    return ProvisionFactory(capacity=1)


def wish(group):
    """A pupil's wish for a place in the group, not written yet."""
    pupil = PupilFactory()
    return Enrolment(provision=group, pupil=pupil, school=pupil.school)


def enter(one):
    return verbs.enter(place=one, by=None)


def now(group):
    """(places taken, the states in the group by key)."""
    rows = Enrolment.objects.filter(provision=group).order_by("pk")
    taken = Provision.objects.get(pk=group.pk).places_taken
    return taken, sorted(rows.values_list("state", flat=True))


def test_of_two_who_want_the_last_place_one_has_it_and_the_other_waits(group):
    first, second = wish(group), wish(group)
    with rival(lambda: enter(second)) as other, transaction.atomic():
        enter(first)
        other.start_and_wait_for_the_lock()
    assert (first.state, other.returned.state) == (PlaceState.CONFIRMED, PlaceState.WAITING)
    assert now(group) == (1, ["confirmed", "waiting"])


def unguarded(thing, kind):
    """The counter without its condition: look, then write."""
    if Provision.objects.get(pk=thing.pk).is_full:
        return False
    return bool(Provision.objects.filter(pk=thing.pk).update(places_taken=F("places_taken") + 1))


def unguarded_and_blind(thing, kind):
    """The same, as it is often written: what was read is written back, one more."""
    seen = Provision.objects.get(pk=thing.pk)
    if seen.is_full:
        return False
    Provision.objects.filter(pk=thing.pk).update(places_taken=seen.places_taken + 1)
    return True


def test_control_without_the_condition_the_second_meets_the_constraint(group, monkeypatch):
    monkeypatch.setattr(counter, "take_unless_awaited", unguarded)
    first, second = wish(group), wish(group)
    with rival(lambda: enter(second)) as other, transaction.atomic():
        enter(first)
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, IntegrityError)


def test_control_without_condition_and_constraint_the_last_place_is_sold_twice(group, monkeypatch):
    monkeypatch.setattr(counter, "take_unless_awaited", unguarded_and_blind)
    first, second = wish(group), wish(group)
    with rival(lambda: enter(second)) as other, transaction.atomic():
        enter(first)
        other.start_and_wait_for_the_lock()
    assert now(group) == (1, ["confirmed", "confirmed"])


def test_a_place_given_up_while_somebody_clicks_goes_to_the_one_who_waits(group):
    place, waiting = EnrolmentFactory(provision=group), make_waiting(provision=group)
    click = wish(group)
    with rival(lambda: enter(click)) as other, transaction.atomic():
        verbs.end(place=place)
        other.start_and_wait_for_the_lock()
    waiting.refresh_from_db()
    assert (waiting.state, other.returned.state) == (PlaceState.OFFERED, PlaceState.WAITING)
    assert now(group)[0] == 1


def test_who_joins_the_list_while_a_place_is_given_back_has_the_place(group):
    place = EnrolmentFactory(provision=group)
    click = wish(group)
    with rival(lambda: enter(click)) as other, transaction.atomic():
        verbs.end(place=place)
        other.start_and_wait_for_the_lock()
    assert (other.returned.state, now(group)[0]) == (PlaceState.CONFIRMED, 1)


def test_a_place_given_back_while_somebody_joins_the_list_is_offered_to_them(group):
    place = EnrolmentFactory(provision=group)
    click = wish(group)
    with rival(lambda: verbs.end(place=place)) as other, transaction.atomic():
        enter(click)
        other.start_and_wait_for_the_lock()
    click.refresh_from_db()
    assert (click.state, now(group)[0]) == (PlaceState.OFFERED, 1)


def test_an_offer_accepted_in_two_tabs_is_accepted_once(group):
    offer = make_offer(provision=group)
    with rival(lambda: verbs.accept(place=offer, by=None)) as other, transaction.atomic():
        verbs.accept(place=offer, by=None)
        other.start_and_wait_for_the_lock()
    assert (other.returned.state, now(group)) == (PlaceState.CONFIRMED, (1, ["confirmed"]))
    assert Entry.objects.filter(action="confirmed").count() == 1


def test_an_offer_declined_in_one_tab_is_not_accepted_in_the_other(group):
    offer, waiting = make_offer(provision=group), make_waiting(provision=group)
    with rival(lambda: verbs.accept(place=offer, by=None)) as other, transaction.atomic():
        verbs.decline(place=offer, by=None)
        other.start_and_wait_for_the_lock()
    waiting.refresh_from_db()
    assert isinstance(other.raised, verbs.PlaceRefused)
    assert (waiting.state, now(group)[0]) == (PlaceState.OFFERED, 1)


def nearly_over(group):
    return make_offer(
        provision=group, answer_by=timezone.now() + datetime.timedelta(milliseconds=700)
    )


def test_an_offer_accepted_in_the_last_moment_does_not_lapse(group):
    offer = nearly_over(group)
    with rival(lambda: verbs.lapse(place=offer)) as other, transaction.atomic():
        verbs.accept(place=offer, by=None)
        time.sleep(1)
        other.start_and_wait_for_the_lock()
    assert (other.returned.state, now(group)) == (PlaceState.CONFIRMED, (1, ["confirmed"]))


def test_the_sweep_does_not_wait_for_who_is_answering(group):
    offer = nearly_over(group)
    with rival(sweeping.take_back_all) as other, transaction.atomic():
        verbs.accept(place=offer, by=None)
        time.sleep(1)
        other.start_and_wait_for_the_end()
    assert (other.returned["offered"], now(group)) == (0, (1, ["confirmed"]))


def test_of_two_sweeps_at_once_the_second_leaves_the_row_to_the_first(group):
    past = timezone.now() - datetime.timedelta(hours=1)
    make_offer(provision=group, answer_by=past)
    waiting = make_waiting(provision=group)
    with rival(sweeping.take_back_all) as other, transaction.atomic():
        sweeping._take_back(kind_of(Enrolment), group.pk)
        other.start_and_wait_for_the_end()
    waiting.refresh_from_db()
    assert (other.returned["offered"], waiting.state) == (0, PlaceState.OFFERED)
    assert now(group) == (1, ["lapsed", "offered"])


def test_a_new_place_goes_to_who_waits_and_not_to_who_clicks_meanwhile(group):
    EnrolmentFactory(provision=group)
    waiting, click = make_waiting(provision=group), wish(group)
    with rival(lambda: enter(click)) as other, transaction.atomic():
        verbs.set_capacity(thing=group, capacity=2, by=None)
        other.start_and_wait_for_the_lock()
    waiting.refresh_from_db()
    assert (waiting.state, other.returned.state) == (PlaceState.OFFERED, PlaceState.WAITING)


def test_of_two_who_hold_the_last_place_the_second_is_told_that_it_has_gone(group):
    one, two = Enrolment(provision=group), Enrolment(provision=group)
    with rival(lambda: verbs.hold(place=two, minutes=30)) as other, transaction.atomic():
        verbs.hold(place=one, minutes=30)
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, verbs.NoPlaceLeft)
    assert now(group) == (1, ["held"])


def test_one_pupil_entered_in_two_tabs_has_one_place_and_the_second_tab_a_sentence(group):
    Provision.objects.filter(pk=group.pk).update(capacity=3)
    group.refresh_from_db()
    first = wish(group)
    second = Enrolment(provision=group, pupil=first.pupil, school=first.school)
    with rival(lambda: enter(second)) as other, transaction.atomic():
        enter(first)
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, verbs.PlaceRefused)
    assert now(group) == (1, ["confirmed"])


def test_two_who_change_over_do_not_wait_for_each_other(group):
    here, there = ProvisionFactory(capacity=2), ProvisionFactory(capacity=2)
    one, two = EnrolmentFactory(provision=here), EnrolmentFactory(provision=there)
    with (
        rival(lambda: verbs.move(place=two, thing=here, by=None)) as other,
        transaction.atomic(),
    ):
        # As far as the first gets with one lock of two: the second must not hold the other.
        counter.lock(here)
        other.start_and_wait_for_the_lock()
        verbs.move(place=one, thing=there, by=None)
    assert other.raised is None
    assert [now(each)[0] for each in (here, there)] == [1, 1]


def test_after_a_crowd_nothing_is_oversold_lost_or_free_while_somebody_waits():
    group = ProvisionFactory(capacity=3)
    wishes = [wish(group) for _ in range(24)]
    faults = []

    def visitor(number):
        chance = random.Random(number)  # noqa: S311  (no secret)
        try:
            mine = [enter(each) for each in wishes[number::6]]
            for _ in range(8):
                _something(chance.choice(mine), chance)
        except Exception as error:
            faults.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=visitor, args=[number]) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken, states = now(group)
    counted = sum(state in ("offered", "confirmed", "stopping", "held") for state in states)
    assert faults == []
    assert taken == counted <= 3
    assert taken == 3 or "waiting" not in states


def _something(place, chance):
    """What people do with a place, whatever its state may be by now."""
    verb = chance.choice([verbs.accept, verbs.decline, verbs.withdraw, verbs.end])
    with suppress(verbs.PlaceRefused):  # it has moved on, and says so
        verb(place=place, by=None)
