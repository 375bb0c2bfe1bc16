"""The map of schools: the rows of the list, and in words what a map cannot show."""

import random
import re

import pytest
from django.urls import reverse

from schools.models import School
from tests.factories.accounts import make_user
from tests.factories.schools import DistrictFactory, SchoolFactory

MAP = reverse("schools:map")


@pytest.fixture
def office(client, db):
    """The client, signed in as somebody of the office."""
    client.force_login(make_user("office"))
    return client


@pytest.fixture
def schools(db):
    vale = DistrictFactory(code="E07999001", name="Vale")
    SchoolFactory(name="Ash School", easting=520_000, northing=210_000, district=vale)
    SchoolFactory(name="Beech School", easting=530_000, northing=220_000, phase="secondary")
    SchoolFactory(name="Cedar School")


def test_the_map_counts_what_it_cannot_show(office, schools):
    page = " ".join(office.get(MAP).text.split())
    assert "3 schools, 2 of them on the map. 1 has no position." in page
    assert "Primary (1)" in page
    assert "Secondary (1)" in page


def test_the_list_beside_the_map_holds_every_school_of_it(office, schools):
    response = office.get(MAP)
    names = [school.name for school in response.context["page"]]
    assert names == ["Ash School", "Beech School", "Cedar School"]
    assert "no position" in response.text


@pytest.mark.parametrize(
    ("query", "drawn"),
    [("?phase=secondary", 1), ("?district=E07999001", 1), ("?q=beech", 1), ("?q=beeech", 1)],
)
def test_the_map_has_the_filters_of_the_list(office, schools, query, drawn):
    shown = office.get(MAP + query).context["map"]
    assert (shown.count, shown.drawn) == (drawn, drawn)


def test_the_map_shows_the_schools_of_every_page(office, db):
    SchoolFactory.create_batch(51, easting=520_000, northing=210_000)
    response = office.get(MAP + office.get(MAP).context["page"].next_url)
    assert (len(response.context["page"]), response.context["map"].drawn) == (1, 51)


def test_a_map_is_hidden_from_assistive_technology_and_has_no_styles(office, schools):
    figure = re.search(r"<figure.*</figure>", office.get(MAP).text, re.DOTALL)[0]
    assert 'aria-hidden="true"' in figure
    assert not re.search(r"style=|<a |<script|<text", figure)


def test_a_lead_sees_their_own_school_alone_on_the_map(client, schools):
    ash = School.objects.get(name="Ash School")
    client.force_login(make_user("lead", scope={"school": ash}))
    assert [each.name for each in client.get(MAP).context["page"]] == ["Ash School"]
    assert client.get(MAP).context["map"].count == 1


@pytest.mark.parametrize("query", ["?q=zzzzzz", "?phase=special"])
def test_an_empty_map_says_so_and_draws_nothing(office, schools, query):
    page = office.get(MAP + query).text
    assert "No schools match these filters." in page
    assert "hub-map" not in page


def test_the_list_leads_to_the_map_of_the_same_rows_and_back(office, schools):
    query = "?q=ash&amp;phase=primary"
    assert f'href="{MAP}{query}"' in office.get("/schools/?q=ash&phase=primary").text
    assert f'href="/schools/{query}"' in office.get(MAP + "?q=ash&phase=primary").text


@pytest.mark.query_bound("schools:map")
@pytest.mark.parametrize("rows", [1, 60])
@pytest.mark.parametrize("query", ["", "?q=school", "?phase=primary&sort=-name"])
def test_the_map_asks_the_database_ten_times_at_most(
    rows, query, client, manager, django_assert_max_num_queries
):
    SchoolFactory.create_batch(rows, district=DistrictFactory(), easting=520_000, northing=200_000)
    client.force_login(manager)
    client.get(MAP)  # the first page of a session writes down that it has begun
    with django_assert_max_num_queries(10):
        response = client.get(MAP + query)
    assert response.context["map"].drawn == rows


def test_the_drawing_of_a_thousand_schools_and_more_is_bounded(office, db):
    places = random.Random(7)
    School.objects.bulk_create(
        School(
            name=f"School {number}",
            phase="primary",
            easting=places.randrange(90_000, 655_000),
            northing=places.randrange(10_000, 657_000),
        )
        for number in range(3000)
    )
    figure = re.search(r"<figure.*</figure>", office.get(MAP).text, re.DOTALL)[0]
    assert len(figure) < 60_000
