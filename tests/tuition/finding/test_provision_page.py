"""The page of one lesson or group."""

import datetime

import pytest
from django.utils import timezone

from tests.factories.accounts import make_user
from tests.factories.calendar import make_year
from tests.factories.people import make_carer, make_child
from tests.factories.tuition import (
    EnrolmentFactory,
    PriceFactory,
    ProvisionFactory,
    VenueFactory,
    make_lessons,
)

pytestmark = pytest.mark.django_db


def test_the_page_says_price_place_tutor_and_how_to_stop(client):
    make_year()
    PriceFactory()
    tutor = make_user("tutor", name="Tess Tutor")
    venue = VenueFactory(name="Hill Centre", access_words="Ramp at the back")
    made = ProvisionFactory(venue=venue, tutor=tutor)
    text = client.get(made.get_absolute_url()).text
    for words in (
        "£8 a lesson",
        "Tess Tutor",
        "Hill Centre",
        "1 Hall Road",
        "Ramp at the back",
        "Year 3 to Year 6",
        "If you need to stop",
        "Tell us today, and the last day of lessons is",
        "Take a place",
    ):
        assert words in text, words
    assert tutor.email not in text


def test_where_the_school_pays_no_price_is_shown(client):
    make_year()
    PriceFactory()
    text = client.get(ProvisionFactory(payer="school").get_absolute_url()).text
    assert "The school pays for this" in text
    assert "£" not in text


def test_what_is_to_be_agreed_is_applied_for_and_what_is_full_waited_for(client):
    assert "Apply" in client.get(make_lessons().get_absolute_url()).text
    full = ProvisionFactory(capacity=1, places_taken=1)
    text = client.get(full.get_absolute_url()).text
    assert "Join the waiting list" in text
    assert "we do not know how long" in text


@pytest.mark.parametrize("pk", [0, 999_999, 10**17, 10**30])
def test_an_unknown_number_is_not_found(client, pk):
    assert client.get(f"/lessons/find/{pk}/").status_code == 404


def test_a_closed_one_says_until_when(client):
    day = timezone.localdate() - datetime.timedelta(days=1)
    made = ProvisionFactory(opens_on=day, closes_on=day)
    assert (
        f"Applications were taken until {day:%-d %B %Y}" in client.get(made.get_absolute_url()).text
    )


@pytest.mark.parametrize(("restriction", "status"), [("", 200), ("whereabouts", 404)])
def test_a_stopped_one_is_seen_by_families_who_may_know_where_it_is(client, restriction, status):
    carer = make_carer()
    pupil = make_child(carer, link={"restriction": restriction})
    made = ProvisionFactory(state="stopped")
    EnrolmentFactory(provision=made, pupil=pupil)
    client.force_login(carer.user)
    assert client.get(made.get_absolute_url()).status_code == status


def test_the_page_asks_a_bounded_number_of_questions(client, django_assert_max_num_queries):
    make_year()
    PriceFactory()
    made = ProvisionFactory()
    client.get(made.get_absolute_url())
    with django_assert_max_num_queries(14):
        client.get(made.get_absolute_url())
