"""Lessons and groups in the API, and on the record of their school."""

import pytest
from django.urls import reverse

from tests.factories.accounts import make_user
from tests.factories.tuition import ProvisionFactory, make_school_venue

pytestmark = pytest.mark.django_db
LIST = reverse("api:provision-list")


@pytest.mark.query_bound("api:provision-list")
def test_the_list_asks_as_much_for_many_as_for_few(client, carer, django_assert_max_num_queries):
    client.force_login(carer)
    ProvisionFactory()
    client.get(LIST)
    with django_assert_max_num_queries(9):
        client.get(LIST)
    for _ in range(20):
        ProvisionFactory()
    with django_assert_max_num_queries(9):
        client.get(LIST)


def test_it_says_what_everybody_reads_and_drafts_to_staff_alone(client, carer):
    made = ProvisionFactory(title="Strings")
    ProvisionFactory(state="draft")
    client.force_login(carer)
    [row] = client.get(f"{LIST}?instrument=violin&year={made.year}").json()["results"]
    assert (row["name"], row["places_left"], row["page"]) == ("Strings", 3, made.get_absolute_url())
    assert "tutor" not in row
    assert client.get(f"{LIST}?year=1066").json()["results"] == []
    client.force_login(make_user("office", second_factor=True))
    assert len(client.get(LIST).json()["results"]) == 2


def test_a_schools_record_says_what_is_taught_there(client):
    venue = make_school_venue()
    made = ProvisionFactory(venue=venue, title="Strings here")
    client.force_login(make_user("officer", second_factor=True))
    text = client.get(venue.school.get_absolute_url()).text
    assert "Strings here" in text
    assert made.get_absolute_url() in text
