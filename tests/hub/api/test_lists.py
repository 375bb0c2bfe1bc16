"""Lists of the API: pages by cursor, capped, and flat in what they ask the database."""

import pytest

from tests.factories.accounts import make_user
from tests.factories.schools import DistrictFactory, RegionFactory, SchoolFactory, TrustFactory

SCHOOLS = "/api/v1/schools/"


@pytest.fixture
def caller(token_for, db):
    return token_for(make_user("officer"))


def make_schools(number):
    return SchoolFactory.create_batch(
        number, district=DistrictFactory(), trust=TrustFactory(), region=RegionFactory()
    )


@pytest.mark.query_bound("api:schools-list")
@pytest.mark.parametrize("rows", [1, 30])
def test_a_list_asks_the_database_a_fixed_number_of_times(
    rows, caller, django_assert_max_num_queries
):
    make_schools(rows)
    caller.get(SCHOOLS)
    with django_assert_max_num_queries(6):
        assert len(caller.get(SCHOOLS).json()["results"]) == rows


@pytest.mark.parametrize(
    ("asked", "given"),
    [("2", 2), ("1000000000", 200), ("9" * 5000, 50), ("0", 50), ("-1", 50), ("x", 50)],
)
def test_a_page_is_as_long_as_asked_up_to_two_hundred(asked, given, caller):
    make_schools(201)
    found = caller.get(SCHOOLS, {"page_size": asked}).json()["results"]
    assert len(found) == given


def test_following_next_shows_every_row_once(caller):
    made = make_schools(7)
    seen, address = [], SCHOOLS + "?page_size=3"
    while address:
        answer = caller.get(address).json()
        seen += [row["id"] for row in answer["results"]]
        address = answer["next"]
    assert sorted(seen) == [school.pk for school in made]


@pytest.mark.parametrize(
    "cursor",
    ["x", "cD14", "cD0lMDA=", "bz0xJnA9eA==", "cD05OTk5OTk5OTk5OTk5OTk5OTk5OTk5", "=" * 4000],
    ids=["letters", "a word", "NUL", "an offset and a word", "a huge number", "padding"],
)
def test_a_cursor_that_nobody_gave_out_is_not_a_fault(cursor, caller):
    make_schools(3)
    assert caller.get(SCHOOLS, {"cursor": cursor}).status_code in {200, 400, 404}
