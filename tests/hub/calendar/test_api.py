"""Terms and closures in the API."""

import pytest
from rest_framework.test import APIClient

from hub.calendar.choices import ClosureKind, Season
from tests.factories.accounts import make_user
from tests.factories.calendar import YEAR, ClosureFactory, make_term
from tests.factories.schools import SchoolFactory

TERMS, CLOSURES = "/api/v1/terms/", "/api/v1/closures/"


def api(user):
    client = APIClient()
    client.force_authenticate(user)
    return client


def test_a_term_is_told_with_its_year_and_half_term(officer):
    term = make_term(Season.AUTUMN)
    answer = api(officer).get(f"{TERMS}{term.pk}/").json()
    del answer["changed_at"]
    assert answer == {
        "id": term.pk,
        "school": None,
        "year": "2026/27",
        "season": "autumn",
        "name": "Autumn term 2026",
        "starts_on": "2026-09-02",
        "half_term_starts_on": "2026-10-26",
        "half_term_ends_on": "2026-10-30",
        "ends_on": "2026-12-18",
    }


def test_a_lead_gets_the_hubs_and_the_own_schools(lead, school):
    schools = (school, SchoolFactory())
    rows = [ClosureFactory(kind=ClosureKind.INSET, school=each) for each in schools]
    of_hub = ClosureFactory()
    found = {row["id"] for row in api(lead).get(CLOSURES).json()["results"]}
    assert (found, api(lead).get(f"{CLOSURES}{rows[1].pk}/").status_code) == (
        {of_hub.pk, rows[0].pk},
        404,
    )


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("?year=2026/27", 3),
        ("?year=2025-26", 0),
        ("?season=autumn&season=spring", 3),
        ("?season=summer", 0),
        ("?of_hub=true", 2),
        ("?of_hub=false", 1),
        ("?school=1", 0),
    ],
)
def test_terms_are_narrowed_by_year_season_and_scope(query, number, officer):
    make_term(Season.AUTUMN)
    make_term(Season.SPRING)
    make_term(Season.SPRING, school=SchoolFactory())
    assert len(api(officer).get(TERMS + query).json()["results"]) == number


@pytest.mark.parametrize("query", ["?year=2026", "?school=x", "?school=99999999999999999999"])
def test_what_is_no_year_or_school_is_a_problem_in_words(query, officer):
    assert api(officer).get(TERMS + query).status_code == 400


@pytest.mark.query_bound("api:terms-list", "api:closures-list")
@pytest.mark.parametrize("rows", [1, 20])
@pytest.mark.parametrize("address", [TERMS, CLOSURES])
def test_lists_ask_the_database_a_fixed_number_of_times(
    address, rows, django_assert_max_num_queries, db
):
    client = api(make_user("officer"))
    for school in SchoolFactory.create_batch(rows):
        make_term(Season.AUTUMN, school=school)
        ClosureFactory(kind=ClosureKind.INSET, school=school)
    client.get(address)
    with django_assert_max_num_queries(4):
        assert len(client.get(address, {"year": str(YEAR)}).json()["results"]) == rows
