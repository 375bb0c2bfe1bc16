"""How far plan and audit of each school are: list, counts, files."""

import datetime
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from hub.calendar.years import AcademicYear
from schools.needs.status import PLAN
from tests.factories.accounts import make_user
from tests.factories.schools import RegionFactory, SchoolFactory
from tests.schools.needs.test_leaving import csv_rows
from tests.schools.needs.told import tell

pytestmark = pytest.mark.django_db
PAST, AHEAD = datetime.date(2020, 1, 1), datetime.date(2099, 1, 1)


@pytest.fixture
def asked(client, manager):
    """A manager's client."""
    client.force_login(manager)
    return client


@pytest.fixture
def schools(db):
    """One school each way that a plan stands; one has an audit."""
    told = {
        "Nothing": {},
        "None": {"plan_status": "none"},
        "Draft": {"plan_status": "draft"},
        "Agreed": {"plan_status": "agreed"},
        "Published": {"plan_status": "published", "plan_review_on": AHEAD, "audit_singing": 2},
        "Overdue": {"plan_status": "published", "plan_review_on": PAST},
    }
    return {name: tell(SchoolFactory(name=name), **values) for name, values in told.items()}


def page(client, query=""):
    return client.get(reverse("schools:status") + query)


def names(response):
    return [school.name for school, _, _ in response.context["rows"]]


def test_each_school_says_how_far_it_is(asked, schools):
    found = {school.name: plan for school, plan, _ in page(asked).context["rows"]}
    assert found == {
        "Nothing": "Not told",
        "None": "No plan",
        "Draft": "Being written",
        "Agreed": "Agreed, not published",
        "Published": "Published",
        "Overdue": "Published, review due",
    }


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("?plan=published", ["Published"]),
        ("?plan=review-due", ["Overdue"]),
        ("?plan=unpublished", ["Agreed", "Draft", "None", "Nothing"]),
        ("?plan=not-told", ["Nothing"]),
        ("?audit=yes", ["Published"]),
        ("?audit=not-told&plan=agreed", ["Agreed"]),
        ("?q=draft", ["Draft"]),
        ("?plan=nonsense&q=draft", ["Draft"]),
    ],
)
def test_filters_find_them(asked, schools, query, listed):
    assert names(page(asked, query)) == listed


def test_every_count_opens_the_list_of_these(asked, schools):
    counts = page(asked).context["counts"]
    assert sum(count.number for count in counts[: len(PLAN.answers) + 1]) == 6
    for count in counts:
        assert len(names(page(asked, count.url))) == count.number


def test_sorted_by_the_review_those_without_one_stand_last(asked, schools):
    assert names(page(asked, "?sort=review"))[:2] == ["Overdue", "Published"]
    assert names(page(asked, "?sort=-review"))[:2] == ["Published", "Overdue"]


def test_pages_go_on_after_a_row_in_any_order(asked):
    for number in range(60):
        school = SchoolFactory()
        if number % 2:
            tell(school, plan_status="published", plan_review_on=AHEAD)
    first = page(asked, "?sort=review")
    second = page(asked, first.context["page"].next_url)
    assert len({*names(first), *names(second)}) == 60


def test_another_year_is_another_list(asked, schools):
    last = AcademicYear.current().previous
    tell(schools["Nothing"], last, plan_status="published", plan_review_on=AHEAD)
    assert names(page(asked, f"?plan=published&year={last}")) == ["Nothing"]


def test_it_goes_out_as_a_file_with_its_filters(asked, schools):
    rows = csv_rows(asked.get(reverse("schools:status_export") + "?plan=published"))
    assert [(row["School"], row["Plan"], row["Review on"]) for row in rows] == [
        ("Published", "Published", "2099-01-01")
    ]
    response = asked.get(reverse("schools:status_export_xlsx"))
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    assert sheet.max_row == 7


def test_an_address_that_is_none_is_no_link(asked):
    tell(SchoolFactory(), plan_status="published", plan_address="javascript:alert(1)")
    assert "javascript:" not in page(asked).text


@pytest.mark.parametrize("role", ["editor", "lead", "head", "carer"])
def test_others_do_not_find_it(client, role):
    scope = {"school": SchoolFactory()} if role in {"lead", "head"} else {}
    client.force_login(make_user(role, scope=scope))
    assert page(client).status_code == 404


@pytest.mark.query_bound("schools:status")
@pytest.mark.parametrize("number", [1, 12])
def test_the_list_asks_as_much_for_many_as_for_one(asked, number, django_assert_max_num_queries):
    for school in SchoolFactory.create_batch(number, region=RegionFactory()):
        tell(school, plan_status="published", plan_review_on=AHEAD, audit_singing=1)
    page(asked)
    with django_assert_max_num_queries(9):
        page(asked)
