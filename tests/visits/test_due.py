"""The list of who is due for a visit: order, reasons, filters, files, map."""

import datetime
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from hub.policy import reading
from schools.models import School
from tests.factories.accounts import make_user
from tests.factories.schools import RegionFactory, SchoolFactory, closed_school
from tests.factories.visits import make_action, make_visit, visit_type
from tests.schools.needs.test_leaving import csv_rows
from tests.schools.needs.told import tell
from visits.due import scoring
from visits.due.near import due_near
from visits.due.rows import rows_of
from visits.models import VisitRequest

pytestmark = pytest.mark.django_db
DUE = reverse("visits:due")


@pytest.fixture
def asked(client, officer):
    """An officer's client; the officer has every region."""
    client.force_login(officer)
    return client


@pytest.fixture
def visited(officer):
    """A function: a school that was visited so many days ago."""

    def make(days, **fields):
        school = SchoolFactory(**fields)
        at = timezone.now() - datetime.timedelta(days=days)
        make_visit(school, officer=officer, state="closed", at=at)
        return school

    return make


def names(response):
    return [row.school.name for row in response.context["page"]]


def test_past_the_cycle_stands_before_every_score_and_arranged_after_the_others(asked, visited):
    pressing = tell(visited(100, name="Pressing"), plan_status="none", learners=0, ensembles=0)
    VisitRequest.objects.create(school=pressing, words="Please come")
    visited(1200, name="Past")
    make_visit(visited(1300, name="Past, arranged"), state="confirmed")
    SchoolFactory(name="Never")
    make_visit(visited(300, name="Arranged"))
    closed_school(name="Closed")
    response = asked.get(DUE)
    assert names(response) == ["Never", "Past", "Past, arranged", "Pressing", "Arranged"]
    assert "Never visited, 72" in response.text
    assert "No development plan for " in response.text


def test_the_reasons_add_up_to_the_score_by_which_the_list_is_ordered(asked, visited):
    school = tell(visited(400), plan_status="draft", audit_singing=0, audit_lessons=1)
    school.fsm_percent = 30
    make_action(school, due_on=timezone.localdate() - datetime.timedelta(days=1))
    VisitRequest.objects.create(school=school, words="Please come")
    scored = scoring.scored(School.objects.all()).get(pk=school.pk)
    [row] = rows_of([school.pk])
    assert {reason.text.split(",")[0]: reason.points for reason in row.reasons}.keys() >= {
        "13 months since the last visit",
        "1 overdue action",
    }
    assert (row.score, row.tier) == (scored.score, scored.tier)
    assert row.score == 13 + 20 + 10 + 8 + 12


def test_no_filter_hides_a_school_past_the_cycle(asked, visited):
    visited(10, name="Inside", phase="primary")
    hidden = [visited(1300 + n, name=f"Hidden {n:02}", phase="secondary") for n in range(12)]
    response = asked.get(DUE, {"phase": "primary"})
    assert names(response) == ["Inside"]
    shown = [row.school.name for row in response.context["outside"]]
    assert len(shown) == 10
    assert "12 schools wait longer than 36 months" in response.text
    rest = asked.get(DUE + response.context["outside_url"])
    assert len(names(rest)) == len(hidden)
    rows = csv_rows(asked.get(reverse("visits:due_export"), {"phase": "primary"}))
    assert [row["In this file because"] for row in rows] == [
        "in the list",
        *["past the cycle, outside the filters"] * 12,
    ]


@pytest.mark.parametrize(
    "query",
    [
        "?q=nobody",
        "?since=never",
        "?signal=new-lead",
        "?arranged=yes",
        "?trust=none",
        "?region=none",
    ],
)
def test_whatever_the_filter_a_school_past_the_cycle_stands_on_the_page(asked, visited, query):
    visited(1300, name="Long ago", region=RegionFactory())
    response = asked.get(DUE + query)
    assert names(response) == []
    assert "Long ago" in response.text


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("?since=12", ["Never", "Old"]),
        ("?since=never", ["Never"]),
        ("?signal=no-plan", ["Planless"]),
        ("?signal=asked", ["Old"]),
        ("?signal=overdue-actions", ["Planless"]),
        ("?arranged=yes", ["Fixed"]),
        ("?arranged=no", ["Never", "Old", "Planless"]),
        ("?q=plan", ["Planless"]),
        ("?sort=name", ["Fixed", "Never", "Old", "Planless"]),
        ("?signal=nonsense&sort=nonsense&since=7&page=x", ["Never", "Old", "Planless", "Fixed"]),
    ],
)
def test_filters_find_them(asked, visited, query, listed):
    SchoolFactory(name="Never")
    VisitRequest.objects.create(school=visited(700, name="Old"), words="Please come")
    planless = tell(visited(50, name="Planless"), plan_status="none")
    make_action(planless, due_on=timezone.localdate() - datetime.timedelta(days=3))
    make_visit(visited(60, name="Fixed"), state="confirmed")
    assert names(asked.get(DUE + query)) == listed


def test_an_officer_sees_their_own_regions_until_they_ask_for_others(client):
    north, south = RegionFactory(name="North"), RegionFactory(name="South")
    client.force_login(make_user("officer", scope={"region": north}))
    SchoolFactory(name="Mine", region=north)
    SchoolFactory(name="Theirs", region=south)
    response = client.get(DUE)
    assert names(response) == ["Mine"]
    assert [row.school.name for row in response.context["outside"]] == ["Theirs"]
    [chip] = response.context["filters"].chips()
    assert chip.text == "Region: My own regions"
    assert sorted(names(client.get(DUE + chip.url))) == ["Mine", "Theirs"]


def test_a_visit_of_a_type_that_does_not_count_leaves_a_school_due(asked, officer):
    make_visit(SchoolFactory(name="Event"), officer=officer, state="done", type=visit_type("event"))
    response = asked.get(DUE)
    assert [row.months for row in response.context["page"]] == [None]


def test_it_goes_out_as_a_spreadsheet_without_formulas(asked):
    SchoolFactory(name="=1+1 School")
    response = asked.get(reverse("visits:due_export_xlsx"))
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    head, row = list(sheet.iter_rows(values_only=True))
    found = dict(zip(head, row, strict=True))
    assert (found["School"], found["Why, with points"]) == ("=1+1 School", "Never visited, 72")
    assert sheet["B2"].data_type == "s"


def test_the_map_shows_the_rows_of_the_list(asked, visited):
    place = {"easting": 400_100, "northing": 200_100}
    visited(10, name="Placed", **place)
    SchoolFactory(name="Nowhere")
    response = asked.get(reverse("visits:due_map"))
    assert (response.context["map"].count, response.context["map"].without_place) == (2, 1)
    assert [line.text for line in response.context["map"].drawing.legend] == [
        "Within the cycle (1)"
    ]
    assert names(response) == ["Nowhere", "Placed"]


def test_near_by_stand_those_that_are_due_with_kilometres(officer, visited):
    here = SchoolFactory(easting=400_000, northing=200_000)
    SchoolFactory(name="Near", easting=403_000, northing=204_000)
    visited(10, name="Just seen", easting=400_100, northing=200_000)
    visited(800, name="Soon due", easting=400_000, northing=206_000)
    make_visit(SchoolFactory(name="Arranged", easting=400_200, northing=200_000))
    SchoolFactory(name="Too far", easting=440_000, northing=200_000)
    found = due_near(here, user=officer)
    assert [(near.row.school.name, near.distance) for near in found] == [
        ("Near", "5.0 km"),
        ("Soon due", "6.0 km"),
    ]
    assert due_near(SchoolFactory(), user=officer) == []
    assert due_near(here, user=make_user("lead", scope={"school": here})) == []


def test_one_school_says_why_it_is_due_and_what_is_not_known(asked):
    school = tell(SchoolFactory(name="Beech"), plan_status="none")
    response = asked.get(reverse("visits:due_school", args=[school.pk]))
    assert "No development plan" in response.text
    assert "Weak audit" in response.text
    assert asked.get(reverse("visits:due_school", args=[closed_school().pk])).status_code == 404


def test_the_record_says_when_and_to_officers_why(client, officer, visited):
    school = visited(400)
    client.force_login(officer)
    assert "13 months since the last visit, 13" in client.get(school.get_absolute_url()).text
    client.force_login(make_user("head", scope={"school": school}))
    page = client.get(school.get_absolute_url()).text
    assert "13 months ago" in page
    assert "score" not in page


@pytest.mark.query_bound("visits:due", "visits:due_map")
@pytest.mark.parametrize("number", [1, 12])
@pytest.mark.parametrize("query", [{}, {"arranged": "no"}, {"signal": "no-plan", "sort": "name"}])
# The map: its points, and the boundaries, which are kept for seconds.
@pytest.mark.parametrize(("route", "most"), [("visits:due", 8), ("visits:due_map", 10)])
def test_the_list_asks_as_much_for_many_as_for_one(
    asked, number, query, route, most, django_assert_max_num_queries
):
    for school in SchoolFactory.create_batch(number, region=RegionFactory()):
        tell(school, plan_status="none")
    make_visit(state="confirmed")
    asked.get(reverse(route))
    reading.forget()  # what a process reads anew after some seconds is among them
    with django_assert_max_num_queries(most):
        asked.get(reverse(route), query)


@pytest.mark.parametrize("sort", ["-due", "due", "name", "-last"])
@pytest.mark.parametrize(
    "query", [{}, {"phase": "primary"}, {"phase": "primary", "show": "outside"}]
)
def test_pages_hold_every_school_once_and_in_the_order_of_the_file(
    asked, visited, monkeypatch, sort, query
):
    monkeypatch.setattr("visits.due.asked.PER_PAGE", 3)
    for number in range(7):
        visited(611 + 200 * number, name=f"P {number}", phase="primary")
        visited(500 + 300 * number, name=f"S {number}", phase="secondary")
    SchoolFactory(name="Never", phase="primary")
    make_visit(visited(1500, name="Arranged", phase="primary"), state="confirmed")
    pages = [asked.get(DUE, {**query, "sort": sort, "page": page}) for page in range(1, 8)]
    count = pages[0].context["page"].count
    listed = [names(page) for page in pages[: -(-count // 3)]]
    rows = csv_rows(asked.get(reverse("visits:due_export"), {**query, "sort": sort}))
    in_file = [row["School"] for row in rows if row["In this file because"] == "in the list"]
    assert sum(listed, []) == in_file
    assert len(in_file) == count
    assert names(pages[-1]) == listed[-1]


@pytest.mark.parametrize("page", ["0", "99", "9" * 40, "x"])
def test_a_page_that_is_not_there_is_the_first_or_the_last(asked, visited, page):
    visited(1300, name="One")
    assert names(asked.get(DUE, {"page": page})) == ["One"]
