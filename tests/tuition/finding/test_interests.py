"""Who wants to hear when something starts."""

import datetime
import re

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from hub.messaging.models import Message
from hub.music.models import Instrument
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory
from tests.factories.tuition import ProvisionFactory, VenueFactory
from tuition.finding import interests
from tuition.models import Interest

pytestmark = pytest.mark.django_db

FORM = reverse("tuition:interested")
LIST = reverse("tuition:interests")


def sent(**fields):
    return {"instrument": "oboe", "year": "4", "email": "Ann@homes.example", "near": ""} | fields


def an_interest(number=0, **fields):
    """One that is proven, for an oboe in Year 4."""
    values = {
        "email": f"ann{number}@homes.example",
        "instrument": Instrument.objects.get(key="oboe"),
        "year_group": 4,
        "confirmed_at": timezone.now(),
        "easting": 400_000,
        "northing": 200_000,
    }
    return Interest.objects.create(**values | fields)


@pytest.fixture
def asked(client):
    """A client of somebody of the office."""
    client.force_login(make_user("office", second_factor=True))
    return client


def test_an_address_is_proven_by_its_link_and_taken_back_by_the_same(client):
    SchoolFactory(postcode="WX1 1AB", easting=412_000, northing=234_000)
    response = client.post(FORM, sent(near="wx1 1ab"), follow=True)
    assert "Check your e-mail" in response.text
    made, message = Interest.objects.get(), Message.objects.get()
    assert (made.email, made.postcode, made.confirmed_at) == ("ann@homes.example", "WX1 1AB", None)
    assert "oboe" not in message.subject
    link = re.search(rf"{settings.SITE_URL}(\S+)", message.text)[1]
    assert "Shall we write to you?" in client.get(link).text
    made.refresh_from_db()
    assert made.confirmed_at is None  # looking at a link, as scanners of mail do, proves nothing
    assert (
        "We write to you when something starts"
        in client.post(link, {"answer": "yes"}, follow=True).text
    )
    assert Interest.objects.live().exists()
    client.post(link, {"answer": "no"})
    assert not Interest.objects.live().exists()
    assert "We no longer write to you about this" in client.get(link).text


def test_the_same_again_writes_once_a_day_and_says_the_same(client):
    pages = [client.post(FORM, sent(), follow=True).text for _ in range(3)]
    assert (Interest.objects.count(), Message.objects.count()) == (1, 1)
    assert all("Check your e-mail" in page for page in pages)


def test_one_address_is_not_flooded(client):
    keys = Instrument.objects.values_list("key", flat=True)[:12]
    for key in keys:
        client.post(FORM, sent(instrument=key))
    assert Message.objects.count() == interests.MOST_OPEN


def test_ones_own_verified_address_needs_no_proof(client, carer):
    client.force_login(carer)
    client.post(FORM, sent(email=carer.email))
    assert Interest.objects.live().get().user == carer
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"email": "nobody"}, "Enter an e-mail address"),
        ({"email": ""}, "Enter your e-mail address"),
        ({"instrument": "kazoo"}, "Choose instrument from the list"),
        ({"near": "ZZ99 9ZZ"}, "We do not know where"),
        ({"near": "<script>"}, "We do not know this school or postcode"),
        ({"year": "100"}, "from the list"),
    ],
)
def test_bad_input_stands_beside_its_field(client, fields, words):
    response = client.post(FORM, sent(**fields))
    assert (response.status_code, words in response.text) == (422, True)
    assert not Interest.objects.exists()


def test_too_many_from_one_network_in_a_minute_are_asked_to_wait(client):
    answers = {client.post(FORM, sent(email="")).status_code for _ in range(45)}
    assert 429 in answers


@pytest.mark.parametrize("token", ["x", "MQ:forged", "e30"])
def test_a_forged_link_is_not_found(client, token):
    assert client.get(reverse("tuition:interest", args=[token])).status_code == 404


def test_those_who_wait_near_by_are_told_once_and_taken_off_the_list(asked):
    there = an_interest()
    an_interest(1, easting=450_000)  # far
    an_interest(2, year_group=9)
    an_interest(3, confirmed_at=None)
    an_interest(4, instrument=Instrument.objects.get(key="violin"))
    oboe = Instrument.objects.get(key="oboe")
    made = ProvisionFactory(instrument=oboe, venue=VenueFactory())
    url = reverse("tuition:interests_tell", args=[made.pk])
    assert "1 person waits" in asked.get(url).text
    for _ in range(2):
        asked.post(url)
    message = Message.objects.get()
    assert (message.to, made.get_absolute_url() in message.text) == (there.email, True)
    there.refresh_from_db()
    assert there.told_at is not None
    assert there.closed_at is not None


def test_of_what_is_online_everybody_is_told_and_of_a_draft_nobody(asked):
    an_interest(easting=450_000)
    oboe = Instrument.objects.get(key="oboe")
    made = ProvisionFactory(instrument=oboe, kind="webcam", state="draft")
    url = reverse("tuition:interests_tell", args=[made.pk])
    assert "Publish it first" in asked.get(url).text
    asked.post(url)
    assert not Message.objects.exists()
    assert interests.waiting_for(made).count() == 1


def test_what_is_old_is_forgotten():
    now = timezone.now()
    kept = an_interest()
    an_interest(1, created_at=now - datetime.timedelta(days=366))
    an_interest(2, confirmed_at=None, created_at=now - datetime.timedelta(days=8))
    assert interests.forget_old() == 2
    assert Interest.objects.get() == kept


@pytest.mark.query_bound("tuition:interests")
def test_the_offices_list_asks_as_much_for_many_as_for_few(asked, django_assert_max_num_queries):
    an_interest()
    asked.get(LIST)
    with django_assert_max_num_queries(9):
        asked.get(LIST)
    for number in range(1, 60):
        an_interest(number, school=SchoolFactory())
    with django_assert_max_num_queries(9):
        assert len(asked.get(f"{LIST}?instrument=oboe&year=4&state=&q=").context["page"]) == 50
    assert "Nobody matches" in asked.get(f"{LIST}?instrument=violin").text
