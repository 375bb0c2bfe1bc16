"""Schools in the API."""

import pytest

from schools.choices import SchoolStatus
from tests.factories.accounts import make_user
from tests.factories.schools import DistrictFactory, RegionFactory, SchoolFactory, TrustFactory
from tests.hub.api.conftest import token_for  # noqa: F401

URL = "/api/v1/schools/"


@pytest.fixture
def officer_calls(token_for):  # noqa: F811
    """A client that calls as a visits officer."""
    return token_for(make_user("officer"))


def names(response):
    return [row["name"] for row in response.json()["results"]]


@pytest.fixture
def schools(db):
    vale = DistrictFactory(code="E07999001", name="Vale")
    SchoolFactory(urn=500001, name="Beech School", district=vale, postcode="WX1 1AB")
    north, trust = RegionFactory(name="North"), TrustFactory(code="05999")
    kind = "Academy converter"
    SchoolFactory(urn=500002, name="Ash School", phase="secondary", region=north, type_name=kind)
    SchoolFactory(urn=500003, name="Cedar School", status=SchoolStatus.CLOSED, trust=trust)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Beech School", "Ash School", "Cedar School"]),
        ("?q=beeech", ["Beech School"]),
        ("?q=wx1", ["Beech School"]),
        ("?district=E07999001", ["Beech School"]),
        ("?phase=secondary&status=1", ["Ash School"]),
        ("?status=2", ["Cedar School"]),
        ("?region=North", ["Ash School"]),
        ("?trust=05999", ["Cedar School"]),
        ("?type=Academy+converter", ["Ash School"]),
        ("?colour=blue", ["Beech School", "Ash School", "Cedar School"]),
    ],
)
def test_the_list_is_narrowed_by_the_query(officer_calls, schools, query, expected):
    assert names(officer_calls.get(URL + query)) == expected


@pytest.mark.parametrize("query", ["?phase=kindergarten", "?status=9", "?q=" + "x" * 101])
def test_what_a_filter_cannot_take_is_a_problem(officer_calls, schools, query):
    response = officer_calls.get(URL + query)
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")


def test_a_school_tells_its_codes_and_names(officer_calls, schools):
    pk = officer_calls.get(URL).json()["results"][0]["id"]
    body = officer_calls.get(f"{URL}{pk}/").json()
    told = {name: body[name] for name in ("urn", "district", "district_name", "trust_name")}
    assert told == {
        "urn": 500001,
        "district": "E07999001",
        "district_name": "Vale",
        "trust_name": None,
    }


def test_a_lead_reads_the_own_school_alone(token_for, schools):  # noqa: F811
    own = SchoolFactory(name="Own School")
    calls = token_for(make_user("lead", scope={"school": own}))
    assert names(calls.get(URL)) == ["Own School"]


def test_nothing_is_written(officer_calls, schools):
    assert officer_calls.post(URL, {"name": "Mine"}, format="json").status_code == 403


@pytest.mark.parametrize("rows", [1, 30])
def test_a_page_takes_as_many_statements_for_many_rows_as_for_one(
    rows, officer_calls, django_assert_max_num_queries
):
    SchoolFactory.create_batch(
        rows, district=DistrictFactory(), trust=TrustFactory(), region=RegionFactory()
    )
    officer_calls.get(URL)
    with django_assert_max_num_queries(8):
        assert len(names(officer_calls.get(URL))) == rows
