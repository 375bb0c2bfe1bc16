"""Schools as places where something is taught."""

import pytest
from django.urls import reverse

from hub.venues.models import Venue
from schools import venues
from schools.carrying import Move
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory
from tests.factories.tuition import make_school_venue

pytestmark = pytest.mark.django_db


def test_a_schools_place_is_made_once_and_follows_the_school(client):
    client.force_login(make_user("office"))
    school = SchoolFactory(name="Hill School", easting=400_000, northing=200_000)
    for _ in range(2):
        client.post(reverse("schools:venue_add"), {"school": str(school.urn)})
    school.name, school.town, school.easting = "Hill Academy", "Newtown", 400_100
    school.save(update_fields=["name", "town", "easting"])
    assert venues.follow_schools() == 1
    assert venues.follow_schools() == 0
    made = Venue.objects.get(school=school)
    assert (made.name, made.town, made.easting) == ("Hill Academy", "Newtown", 400_100)


def test_the_place_of_a_school_that_closes_is_chosen_no_longer():
    venue = make_school_venue()
    venues.follow_schools()
    type(venue.school).objects.filter(pk=venue.school_id).update(status="2")
    assert venues.follow_schools() == 1
    venue.refresh_from_db()
    assert not venue.is_active


def test_a_school_that_follows_another_has_its_place(manager):
    venue = make_school_venue()
    new = SchoolFactory(name="The new one")
    moves = [Move(venue.school, new)]
    assert [venues.move_venues(moves, by=manager) for _ in range(2)] == [1, 0]
    venue.refresh_from_db()
    assert (venue.school, venue.name) == (new, "The new one")
