"""The public page on which families find lessons and groups."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from hub.music.models import Instrument
from tests.factories.calendar import make_year
from tests.factories.schools import SchoolFactory
from tests.factories.tuition import (
    EnrolmentFactory,
    PriceFactory,
    ProvisionFactory,
    VenueFactory,
    make_lessons,
    make_school_venue,
    make_waiting,
)
from tuition.choices import Kind

pytestmark = pytest.mark.django_db

FIND = reverse("tuition:find")


@pytest.fixture
def names(client):
    """Names of the cards that an address shows, in their order."""

    def ask(query=""):
        response = client.get(f"{FIND}?{query}")
        assert response.status_code == 200
        return [card.provision.title for card in response.context["cards"]]

    return ask


def at(easting, **fields):
    """A provision at a centre so far to the east."""
    return ProvisionFactory(venue=VenueFactory(easting=easting, northing=200_000), **fields)


def test_the_school_comes_first_then_the_nearest_then_online(names):
    school = SchoolFactory(easting=400_000, northing=200_000)
    at(430_000, title="far")
    ProvisionFactory(title="online", kind=Kind.WEBCAM, venue=VenueFactory(kind="online"))
    at(400_001, title="near")
    ProvisionFactory(title="own", venue=make_school_venue(school), only_own_pupils=True)
    ProvisionFactory(title="others", venue=make_school_venue(), only_own_pupils=True)
    assert names(f"near={school.reference}") == ["own", "near", "far", "online"]
    assert names(f"near={school.reference}&within=5") == ["own", "near", "online"]


def test_nothing_is_nearest_before_a_place_is_named(client):
    SchoolFactory(name="Oakfield School")
    orders = [
        client.get(f"{FIND}?{query}").context["filters"].fields["sort"].choices[0]
        for query in ("", "near=Oakfield+School")
    ]
    assert orders == [("", "By instrument"), ("", "Nearest first")]


def test_lessons_of_a_schools_own_pupils_are_no_option_for_others(names):
    ProvisionFactory(title="own", venue=make_school_venue(), only_own_pupils=True)
    assert names() == []


def test_what_is_over_closed_draft_or_out_of_use_is_not_shown(names):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    ProvisionFactory(state="draft")
    ProvisionFactory(closes_on=yesterday)
    ProvisionFactory(starts_on=yesterday, ends_on=yesterday)
    ProvisionFactory(venue=VenueFactory(is_active=False))
    ProvisionFactory(title="there")
    assert names() == ["there"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("instrument=violin", ["group", "adults", "lessons"]),
        ("instrument=family:strings", ["group", "adults", "lessons"]),
        ("instrument=family:brass", ["brass"]),
        ("year=4", ["brass", "group", "lessons"]),
        ("year=9", []),
        ("year=adult", ["adults"]),
        ("day=2", ["brass", "group", "lessons"]),
        ("day=0", ["adults", "lessons"]),
        ("kind=individual", ["lessons"]),
        ("adapted=on", ["brass"]),
        ("free=on", ["brass", "adults", "lessons"]),
        ("instrument=kazoo&year=x&day=99&kind=%3Cb%3E&within=-1&sort=no&page=zz", None),
    ],
)
def test_filters_narrow_and_what_is_unknown_is_ignored(names, query, found):
    venue = VenueFactory()
    tuba = Instrument.objects.get(key="tuba")
    ProvisionFactory(title="brass", venue=venue, instrument=tuba, is_adapted=True)
    group = ProvisionFactory(title="group", venue=venue)
    make_waiting(provision=group)
    ProvisionFactory(
        title="adults",
        venue=venue,
        weekday=0,
        from_year_group=None,
        to_year_group=None,
        is_for_adults=True,
        kind=Kind.ADULT,
        starts_at=datetime.time(19),
    )
    make_lessons(title="lessons", venue=venue)
    every = ["brass", "group", "adults", "lessons"]
    assert sorted(names(query)) == sorted(every if found is None else found)


def test_a_card_says_day_place_distance_price_and_places(client):
    make_year()
    PriceFactory()
    VenueFactory(postcode="WX1 1AA")
    made = at(403_200, title="Strings for all", capacity=3)
    EnrolmentFactory(provision=made)
    school = SchoolFactory(easting=400_000, northing=200_000, name="Hill School")
    text = client.get(FIND, {"near": school.reference}).text
    for words in ("Wednesdays, 4pm to 4:30pm", "3.2 km", "£8 a lesson", "a term", "2 places left"):
        assert words in text, words
    assert "1 lesson or group near Hill School" in text


@pytest.mark.parametrize(
    ("terms", "left", "tag"),
    [
        (2, 0, "Waiting list, about two terms"),
        (0, 0, "Waiting list, less than a term"),
        (None, 0, "Waiting list"),
        # Two wait; three places are given up a year, one a term: the third in turn has the third.
        (None, 3, "Waiting list, about three terms"),
    ],
)
def test_the_waiting_time_is_told_honestly_or_not_at_all(client, terms, left, tag):
    made = ProvisionFactory(capacity=1, places_taken=1, wait_terms=terms)
    for _ in range(2):
        make_waiting(provision=made)
    for _ in range(left):
        EnrolmentFactory(provision=made, state="ended", last_day=timezone.localdate())
    [card] = client.get(FIND).context["cards"]
    assert card.standing.tag == tag


def test_what_opens_later_says_when(client):
    soon = timezone.localdate() + datetime.timedelta(days=3)
    made = ProvisionFactory(opens_on=soon)
    assert f"Opens {soon:%-d %B %Y}" in client.get(FIND).text
    assert "Take a place" not in client.get(made.get_absolute_url()).text


def test_when_nothing_fits_there_are_ways_on(client):
    ProvisionFactory(instrument=Instrument.objects.get(key="cello"), weekday=3)
    response = client.get(FIND, {"instrument": "violin", "day": "3"})
    assert [(each.text, each.number) for each in response.context["alternatives"]] == [
        ("Others of the same family: strings", 1),
        ("Other instruments", 1),
    ]
    assert client.get(response.context["alternatives"][0].url.join([FIND, ""])).context["cards"]


@pytest.mark.parametrize(
    ("near", "words"),
    [
        ("ZZ99 9ZZ", "We do not know where ZZ99 9ZZ is"),
        ("no such school anywhere", "We do not know this school or postcode"),
        ("'; DROP TABLE--", "We do not know this school or postcode"),
        ("%", "We do not know this school or postcode"),
        ("x" * 5000, "characters or fewer"),
        ("999999999999999999999", "We do not know this school or postcode"),
    ],
)
def test_a_place_that_nobody_knows_is_told_of_above_the_whole_list(client, near, words):
    ProvisionFactory()
    response = client.get(FIND, {"near": near, "within": "5"})
    assert (response.status_code, len(response.context["cards"])) == (200, 1)
    assert words in response.text


def test_of_several_schools_one_is_chosen_without_script(client):
    first, second = (SchoolFactory(name=f"St Mary {n}") for n in (1, 2))
    text = client.get(FIND, {"near": "st mary"}).text
    assert "Several schools match" in text
    assert f'value="{second.reference}"' in text
    response = client.get(FIND, {"near": "st mary", "near_match": second.reference})
    assert response.context["where"].school == second
    assert first.name not in response.text


@pytest.mark.query_bound("tuition:find")
def test_finding_asks_as_much_for_many_as_for_few(client, django_assert_max_num_queries):
    school = SchoolFactory(easting=400_000, northing=200_000)
    make_year()
    PriceFactory()

    def ask():
        with django_assert_max_num_queries(15):
            return client.get(FIND, {"near": school.reference, "instrument": "violin"})

    at(400_500)
    client.get(FIND)  # what a process keeps for seconds is read here
    ask()
    for number in range(25):
        make_waiting(provision=at(401_000 + number, capacity=1, places_taken=1))
    assert len(ask().context["cards"]) == 20
