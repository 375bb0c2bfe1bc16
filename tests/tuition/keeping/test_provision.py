"""The office says what is taught where."""

import datetime

import pytest
from django.urls import reverse

from hub.calendar.years import AcademicYear
from hub.places.verbs import withdraw
from hub.trail.models import Entry
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory
from tests.factories.tuition import (
    EnrolmentFactory,
    PriceFactory,
    ProvisionFactory,
    RoomFactory,
    VenueFactory,
    make_waiting,
)
from tuition.choices import Kind
from tuition.keeping import provision as verbs
from tuition.models import Provision

pytestmark = pytest.mark.django_db
ADD = reverse("tuition:provision_add")
LIST = reverse("tuition:provisions")


@pytest.fixture
def office():
    return make_user("office")


@pytest.fixture
def asked(client, office):
    """A client of somebody of the office."""
    client.force_login(office)
    return client


@pytest.fixture
def centre():
    PriceFactory()
    return VenueFactory(name="Hill Centre")


def sent(**fields):
    year = AcademicYear.current()
    violin = ProvisionFactory._meta.model._meta.get_field("instrument").related_model
    values = {
        "year": str(year),
        "instrument": violin.objects.get(key="violin").pk,
        "kind": "small",
        "minutes": "30",
        "capacity": "4",
        "place": "hill centre",
        "weekday": "2",
        "starts_at": "4pm",
        "from_year_group": "3",
        "to_year_group": "6",
        "payer": "family",
    }
    for name, day in (("starts_on", year.starts_on), ("ends_on", year.ends_on)):
        parts = (day.day, day.month, day.year)
        values |= {f"{name}_{number}": part for number, part in enumerate(parts)}
    return values | fields


def test_a_draft_is_added_and_families_see_it_once_it_is_published(asked, centre, office):
    tutor = make_user("tutor")
    response = asked.post(ADD, sent(tutor=tutor.pk))
    assert response.status_code == 302, response.context["form"].errors
    made = Provision.objects.get()
    assert (made.venue, made.state, made.capacity, made.tutor) == (centre, "draft", 4, tutor)
    assert made.starts_at == datetime.time(16)
    assert not Provision.objects.visible_to(None).exists()
    asked.post(reverse("tuition:provision_publish", args=[made.pk]))
    assert Provision.objects.visible_to(None).get() == made
    actions = Entry.objects.filter(object_type="tuition.provision").values_list("action", flat=True)
    assert list(actions.order_by("pk")) == ["added", "published"]


@pytest.mark.usefixtures("centre")
def test_a_school_without_a_place_of_its_own_gets_one(asked):
    school = SchoolFactory(name="Oakfield School")
    asked.post(ADD, sent(place=str(school.urn), only_own_pupils="on"))
    assert Provision.objects.get().venue.school == school


@pytest.mark.usefixtures("centre")
def test_of_several_places_one_is_chosen(asked):
    schools = [SchoolFactory(name=f"Hill School {n}") for n in (1, 2)]
    response = asked.post(ADD, sent(place="hill"))
    assert "Several places match" in response.text
    asked.post(ADD, sent(place="hill", place_match=f"school-{schools[1].pk}"))
    assert Provision.objects.get().venue.school == schools[1]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"instrument": ""}, "Choose instrument"),
        ({"place": "nowhere"}, "No place in use and no open school"),
        ({"place": ""}, "Enter where it is taught"),
        ({"starts_at": ""}, "Enter time too"),
        ({"starts_at": "25 past"}, "Time must be a time"),
        ({"from_year_group": "", "to_year_group": ""}, "Choose school years"),
        ({"from_year_group": "7"}, "School year to must not be before"),
        ({"level_from": "5", "level_to": "1"}, "Level to must not be before"),
        ({"kind": Kind.INDIVIDUAL}, "has one place"),
        ({"capacity": "0"}, "must be 1 or more"),
        ({"capacity": "99999999"}, "There is a problem"),
        ({"minutes": "-3"}, "There is a problem"),
        ({"starts_on_2": "2011"}, "must lie in"),
        ({"room_name": "Studio"}, "has no room of this name"),
        ({"only_own_pupils": "on"}, "Only a school has pupils of its own"),
        ({"tutor": "999999"}, "Choose tutor from the list"),
        ({"wait_terms": "40"}, "There is a problem"),
        ({"year": "1066/67"}, "Choose an academic year of the list"),
    ],
)
@pytest.mark.usefixtures("centre")
def test_bad_input_stands_beside_its_field(asked, fields, words):
    response = asked.post(ADD, sent(**fields))
    assert response.status_code == 422
    assert words in response.text
    assert not Provision.objects.exists()


def test_a_room_or_tutor_taken_at_the_time_is_asked_back_once(asked, centre):
    tutor, room = make_user("tutor"), RoomFactory(venue=centre, name="Studio")
    ProvisionFactory(room=room, venue=centre, starts_at=datetime.time(16, 15))
    ProvisionFactory(tutor=tutor, starts_at=datetime.time(15, 45))
    fields = sent(room_name="studio", tutor=tutor.pk)
    response = asked.post(ADD, fields)
    assert "Studio is taken then" in response.text
    assert "The tutor teaches then" in response.text
    box = response.context["form"].asks_back.html_name
    assert asked.post(ADD, fields | {box: "on"}).status_code == 302


def test_a_change_leaves_the_counter_and_the_places_alone(asked, centre):
    made = ProvisionFactory(venue=centre, capacity=3)
    EnrolmentFactory(provision=made)
    url = reverse("tuition:provision_change", args=[made.pk])
    assert asked.post(url, sent(title="Strings", capacity="9")).status_code == 302
    made.refresh_from_db()
    assert (made.title, made.capacity, made.places_taken) == ("Strings", 3, 1)
    response = asked.post(url, sent(weekday="", starts_at=""))
    assert "Somebody has a place at this time" in response.text


def test_it_cannot_have_fewer_places_than_are_taken_and_more_go_to_who_waits(asked, office):
    made = ProvisionFactory(capacity=2)
    for _ in range(2):
        EnrolmentFactory(provision=made)
    first, second = make_waiting(provision=made), make_waiting(provision=made)
    url = reverse("tuition:provision_capacity", args=[made.pk])
    response = asked.post(url, {"capacity": "1"})
    assert (response.status_code, "fewer than the 2 places taken" in response.text) == (422, True)
    asked.post(url, {"capacity": "3"})
    first.refresh_from_db()
    second.refresh_from_db()
    made.refresh_from_db()
    assert (first.state, second.state, made.places_taken) == ("offered", "waiting", 3)


def test_what_is_stopped_keeps_who_is_in_and_offers_nothing(asked, office):
    made = ProvisionFactory(capacity=1)
    there = EnrolmentFactory(provision=made)
    waiting = make_waiting(provision=made)
    url = reverse("tuition:provision_stop", args=[made.pk])
    assert "1 place is taken or offered" in asked.get(url).text
    asked.post(url)
    made.refresh_from_db()
    assert made.state == "stopped"
    withdraw(place=there, by=office, reason="Moved away")
    waiting.refresh_from_db()
    assert waiting.state == "waiting"


def test_a_copy_is_a_draft_of_the_next_year_on_the_same_weekday(asked, office):
    start = AcademicYear.current().starts_on + datetime.timedelta(days=10)
    made = ProvisionFactory(starts_on=start, capacity=1, places_taken=1)
    asked.post(reverse("tuition:provision_copy", args=[made.pk]))
    new = made.followed_by.get()
    assert (new.state, new.places_taken, new.year) == ("draft", 0, made.year.next)
    assert new.starts_on.weekday() == start.weekday()
    assert new.ends_on == made.year.next.ends_on
    with pytest.raises(verbs.ProvisionRefused):
        verbs.copy_to_next_year(provision=made, by=office)


def test_what_the_list_shows_is_copied_at_once_and_not_twice(asked):
    for _ in range(2):
        ProvisionFactory()
    ProvisionFactory(weekday=4)
    url = reverse("tuition:provisions_copy") + "?day=2"
    assert "2 lessons or groups" in " ".join(asked.get(url).text.split())
    asked.post(url)
    asked.post(url)
    assert Provision.objects.filter(follows__isnull=False).count() == 2


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Early", "Late"}),
        ("day=2", {"Early"}),
        ("state=draft", {"Late"}),
        ("places=full", {"Late"}),
        ("q=hill", {"Early"}),
        ("tutor=none&day=4", {"Late"}),
        ("year=1066&state=x&day=%27&sort=zz", {"Early", "Late"}),
    ],
)
def test_the_list_is_narrowed_and_given_out(asked, centre, query, found):
    ProvisionFactory(title="Early", venue=centre)
    ProvisionFactory(title="Late", weekday=4, state="draft", capacity=1, places_taken=1)
    assert {row.title for row, *_ in asked.get(f"{LIST}?{query}").context["rows"]} == found
    answer = asked.get(f"{reverse('tuition:provisions_csv')}?{query}")
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert len(lines) == 1 + len(found)


@pytest.mark.query_bound("tuition:provisions")
def test_the_list_asks_as_much_for_many_as_for_few(asked, django_assert_max_num_queries):
    ProvisionFactory()
    asked.get(LIST)
    with django_assert_max_num_queries(10):
        asked.get(LIST)
    for _ in range(30):
        ProvisionFactory(tutor=make_user("tutor"))
    with django_assert_max_num_queries(10):
        asked.get(LIST)


def test_names_are_for_those_who_may_see_them(client):
    made = ProvisionFactory()
    pupil = EnrolmentFactory(provision=made).pupil
    url = reverse("tuition:provision_office", args=[made.pk])
    for role, sees in (("office", True), ("manager", False)):
        client.force_login(make_user(role, second_factor=True))
        assert (pupil.first_name in client.get(url).text) == sees
