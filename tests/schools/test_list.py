"""The school list: filters, order and pages in the address; its export."""

import csv
import io

import pytest
from django.urls import reverse

from schools.choices import SchoolStatus
from tests.factories.accounts import make_user
from tests.factories.schools import DistrictFactory, RegionFactory, SchoolFactory, TrustFactory

LIST = reverse("schools:list")


def names(response):
    """The schools of the page, in order."""
    return [school.name for school in response.context["page"]]


@pytest.fixture
def office(client, db):
    """The client, signed in as somebody of the office."""
    client.force_login(make_user("office"))
    return client


@pytest.fixture
def schools(db):
    vale = DistrictFactory(code="E07999001", name="Vale")
    SchoolFactory(name="Beech School", phase="primary", pupils=100, district=vale)
    SchoolFactory(name="Ash School", phase="secondary", pupils=900)
    SchoolFactory(name="École Cedar", phase="primary", pupils=None)
    SchoolFactory(name="Dogwood School", status=SchoolStatus.CLOSED)
    SchoolFactory(name="Elm School", status=SchoolStatus.PROPOSED)
    SchoolFactory(name="Fir School", status=SchoolStatus.CLOSING, phase="special", pupils=50)


OPEN = ["Ash School", "Beech School", "École Cedar", "Fir School"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", OPEN),
        ("?status=closed", ["Dogwood School"]),
        ("?status=proposed", ["Elm School"]),
        ("?status=any", ["Ash School", "Beech School", "Dogwood School", *OPEN[2:3], "Elm School"]),
        ("?district=E07999001", ["Beech School"]),
        ("?phase=secondary&phase=special", ["Ash School", "Fir School"]),
        ("?phase=primary&q=cedar", ["École Cedar"]),
        ("?sort=-name", OPEN[::-1]),
        ("?sort=pupils", ["Fir School", "Beech School", "Ash School", "École Cedar"]),
        ("?sort=-pupils", ["Ash School", "Beech School", "Fir School", "École Cedar"]),
        ("?sort=-district", ["Beech School", "Ash School", "École Cedar", "Fir School"]),
    ],
)
def test_the_address_says_what_is_shown_and_in_which_order(office, schools, query, expected):
    shown = names(office.get(LIST + query))
    # Of "any" the order matters, not the tail.
    assert shown[: len(expected)] == expected
    assert query.startswith("?status=any") or len(shown) == len(expected)


@pytest.mark.parametrize(
    "query",
    [
        "?sort=password",
        "?sort=--name",
        "?status=nonsense",
        "?district=E00000000",
        "?phase=kindergarten",
        "?page=99999999999999999999",
        "?page=x",
        "?q=" + "x" * 101,
        "?colour=blue",
        "?status=open",
    ],
)
def test_what_the_list_does_not_know_is_ignored(office, schools, query):
    assert names(office.get(LIST + query)) == OPEN


def test_a_nul_in_the_address_is_no_fault(office, schools):
    assert office.get(LIST + "?q=%00&district=%00&phase=%00&sort=%00").status_code in {200, 400}


def test_there_are_fifty_schools_a_page(office, db):
    SchoolFactory.create_batch(51)
    first, second = office.get(LIST), office.get(LIST + "?page=2")
    assert (len(names(first)), len(names(second)), first.context["page"].count) == (50, 1, 51)


def test_the_page_says_that_names_only_come_near(office, schools):
    assert "No school is called exactly that" in office.get(LIST + "?q=beach school").text


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?q=zzzzzz", "No open schools match these filters."),
        ("?q=zzzzzz&status=any", "No schools match these filters."),
        ("", "No schools yet."),
    ],
)
def test_an_empty_list_says_why(office, query, sentence):
    assert sentence in office.get(LIST + query).text


@pytest.mark.query_bound("schools:list")
@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize("query", ["", "?q=school", "?phase=primary&sort=-district"])
def test_the_list_asks_the_database_eight_times_at_most(
    rows, query, client, manager, django_assert_max_num_queries
):
    SchoolFactory.create_batch(
        rows, district=DistrictFactory(), trust=TrustFactory(), region=RegionFactory()
    )
    client.force_login(manager)
    client.get(LIST)  # the first page of a session writes down that it has begun
    with django_assert_max_num_queries(8):
        response = client.get(LIST + query)
    assert len(names(response)) == rows


def test_the_export_holds_what_is_shown(office, schools):
    response = office.get(reverse("schools:export") + "?phase=primary&sort=-name")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["School"], row["District"]) for row in rows] == [
        ("École Cedar", ""),
        ("Beech School", "Vale"),
    ]


def test_a_hostile_name_is_text_in_the_export(office, db):
    SchoolFactory(name="=HYPERLINK(1)")
    text = b"".join(office.get(reverse("schools:export")).streaming_content).decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text


def test_a_search_among_open_schools_leads_to_the_closed_ones(office, schools):
    page = office.get(LIST + "?q=dogwood").text
    assert 'href="?q=dogwood&amp;status=any"' in page
    assert names(office.get(LIST + "?q=dogwood&status=any")) == ["Dogwood School"]
