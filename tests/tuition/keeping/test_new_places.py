"""More places in lessons whose day is still to be agreed: offered as one that somebody gives up."""

import datetime

import pytest
from django.urls import reverse

from hub.places.choices import PlaceState
from tests.factories.accounts import make_user
from tests.factories.tuition import EnrolmentFactory, make_lessons, make_waiting
from tests.sign_in import sign_in

pytestmark = pytest.mark.django_db
TUESDAY = {"weekday": "1", "starts_at": "3:30pm"}


@pytest.fixture
def tina():
    return make_user("tutor", name="Tina Tutor")


@pytest.fixture
def lessons():
    """One place, which is taken."""
    made = make_lessons(capacity=1)
    EnrolmentFactory(provision=made, weekday=0, starts_at=datetime.time(15))
    return made


@pytest.fixture
def asks(lessons):
    """Who has applied, and before whom nobody is in turn."""
    return EnrolmentFactory(provision=lessons, state=PlaceState.APPLIED)


@pytest.fixture
def post(client, lessons):
    """Change the number of places, as the office."""
    sign_in(client, make_user("office"))
    url = reverse("tuition:provision_capacity", args=[lessons.pk])
    return lambda **typed: client.post(url, typed)


def test_a_new_place_whose_day_is_said_goes_to_the_first_in_turn(post, asks, lessons, tina):
    later = make_waiting(provision=lessons)
    post(capacity="2", tutor=tina.pk, **TUESDAY)
    asks.refresh_from_db()
    later.refresh_from_db()
    assert (asks.state, asks.weekday, asks.starts_at, asks.tutor, later.state) == (
        "offered",
        1,
        datetime.time(15, 30),
        tina,
        "waiting",
    )


def test_without_a_day_nothing_is_offered_by_itself(post, asks, lessons):
    post(capacity="2")
    asks.refresh_from_db()
    lessons.refresh_from_db()
    assert (asks.state, lessons.capacity) == ("applied", 2)


def test_of_several_new_places_one_is_offered_for_a_day_is_one_place(post, asks, lessons):
    second = EnrolmentFactory(provision=lessons, state=PlaceState.APPLIED)
    post(capacity="3", **TUESDAY)
    asks.refresh_from_db()
    second.refresh_from_db()
    assert (asks.state, second.state) == ("offered", "applied")


@pytest.mark.parametrize(
    "typed",
    [
        {"capacity": "2", "weekday": "1"},
        {"capacity": "2", "starts_at": "3:30pm"},
        {"capacity": "1", **TUESDAY},
    ],
)
def test_half_a_time_and_a_day_for_no_new_place_are_asked_back(post, asks, lessons, typed):
    assert post(**typed).status_code == 422
    lessons.refresh_from_db()
    assert lessons.capacity == 1
