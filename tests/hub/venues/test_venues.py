"""The list of places and rooms."""

import pytest
from django.urls import reverse

from hub.trail.models import Entry
from hub.venues.models import Room, Venue
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory
from tests.factories.tuition import RoomFactory, VenueFactory, make_school_venue

pytestmark = pytest.mark.django_db
LIST = reverse("venues:venues")


@pytest.fixture
def asked(client):
    """A client of somebody of the office."""
    client.force_login(make_user("office"))
    return client


def sent(**fields):
    return {"name": "Hill Centre", "kind": "centre", "postcode": "wx11ab", **fields}


def test_a_place_is_put_where_its_postcode_is(asked):
    SchoolFactory(postcode="WX1 1AB", easting=412_000, northing=234_000)
    assert asked.post(reverse("venues:add"), sent()).status_code == 302
    made = Venue.objects.get(name="Hill Centre")
    assert (made.postcode, made.easting, made.northing) == ("WX1 1AB", 412_000, 234_000)
    assert Entry.objects.filter(object_type="venues.venue", action="added").exists()


def test_a_postcode_that_nobody_knows_is_taken_and_told_of(asked):
    response = asked.post(reverse("venues:add"), sent(postcode="ZZ9 9ZZ"), follow=True)
    assert "We do not know where this postcode is" in response.text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": ""}, "Enter name"),
        ({"name": "hall road CENTRE"}, "A place of this name is on the list already"),
        ({"kind": "school"}, "Choose kind from the list"),
        ({"postcode": "here"}, "Enter a whole postcode"),
        ({"postcode": ""}, "Enter postcode: families look for what is near them"),
    ],
)
def test_bad_input_stands_beside_its_field(asked, fields, words):
    VenueFactory(name="Hall Road Centre")
    response = asked.post(reverse("venues:add"), sent(**fields))
    assert response.status_code == 422
    assert words in response.text


def test_of_a_schools_place_only_how_to_get_in_is_changed(asked):
    made = make_school_venue()
    url = reverse("venues:venue", args=[made.pk])
    asked.post(url, {"name": "Another", "access_words": "Ring at the gate"})
    again = Venue.objects.get(pk=made.pk)
    assert (again.name, again.access_words) == (made.name, "Ring at the gate")


def test_rooms_are_added_changed_and_used_no_longer(asked):
    venue = VenueFactory()
    add = reverse("venues:add_room", args=[venue.pk])
    asked.post(add, {"name": "Studio", "holds": "12"})
    assert asked.post(add, {"name": "studio"}).status_code == 422
    room = Room.objects.get(venue=venue)
    asked.post(reverse("venues:room", args=[room.pk]), {"name": "Studio A", "holds": ""})
    asked.post(reverse("venues:use_room", args=[room.pk]), {"use": "no"})
    room.refresh_from_db()
    assert (room.name, room.holds, room.is_active) == ("Studio A", None, False)


def test_a_place_is_used_no_longer_and_again(asked):
    venue = VenueFactory()
    url = reverse("venues:use", args=[venue.pk])
    asked.post(url, {"use": "no"})
    assert venue not in Venue.objects.in_use()
    asked.post(url, {"use": "yes"})
    assert venue in Venue.objects.in_use()


@pytest.mark.query_bound("venues:venues")
def test_the_list_asks_as_much_for_many_as_for_few(asked, django_assert_max_num_queries):
    VenueFactory()
    asked.get(LIST)
    with django_assert_max_num_queries(6):
        asked.get(LIST)
    for venue in VenueFactory.create_batch(60):
        RoomFactory(venue=venue)
    with django_assert_max_num_queries(6):
        assert "match these filters" not in asked.get(f"{LIST}?kind=centre&show=used").text
    assert "match these filters" in asked.get(f"{LIST}?q=zz'%00x".replace("%00", "")).text
