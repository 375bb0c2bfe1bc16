"""The engagement tracker: what it tells, how it is narrowed, how it leaves."""

import datetime
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from hub.calendar import wall_time
from hub.calendar.years import AcademicYear
from hub.reporting import registry
from tests.factories.accounts import make_user
from tests.factories.schools import RegionFactory, SchoolFactory, TrustFactory
from tests.factories.visits import make_action, make_visit, visit_type
from visits.models import PersonMet, VisitRecord

pytestmark = pytest.mark.django_db
URL = "/visits/tracker/"


def recorded(visit, **fields):
    """The visit with a record in which somebody was met."""
    record = VisitRecord.objects.create(visit=visit, **fields)
    PersonMet.objects.create(record=record, name="Ada Lead", role="Music lead")
    return visit


def schools(client, query=""):
    return sorted(visit.school.name for visit, _ in client.get(URL + query).context["rows"])


@pytest.fixture
def visits(officer):
    """One visit of each kind that the filters tell apart."""
    north = RegionFactory(name="North")
    trust = TrustFactory(name="Harmony Trust")
    done = make_visit(SchoolFactory(name="Done", region=north), state="closed", officer=officer)
    recorded(done, survey_state="refused", strengths="Singing.", private_note="Between us.")
    make_visit(SchoolFactory(name="Again"), state="confirmed", follows=done)
    make_visit(SchoolFactory(name="Waiting", trust=trust, phase="secondary"), state="proposed")
    refused = SchoolFactory(name="Refused")
    make_visit(refused, state="refused", type=visit_type("event"), year=AcademicYear(2024))
    return done


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("", ["Again", "Done", "Refused", "Waiting"]),
        ("?state=took-place", ["Done"]),
        ("?state=coming", ["Again", "Waiting"]),
        ("?state=refused", ["Refused"]),
        ("?region=North", ["Done"]),
        ("?region=none&state=proposed", ["Waiting"]),
        ("?trust=harmony", ["Waiting"]),
        ("?phase=secondary", ["Waiting"]),
        ("?survey=refused", ["Done"]),
        ("?survey=none", ["Again", "Refused", "Waiting"]),
        ("?followed=yes", ["Done"]),
        ("?type=event", ["Refused"]),
        ("?counts=on", ["Again", "Done", "Waiting"]),
        ("?year=2024/25", ["Refused"]),
        ("?q=don", ["Done"]),
        ("?officer=x&state=nonsense&since=1-1-1", ["Again", "Done", "Refused", "Waiting"]),
    ],
)
def test_the_tracker_is_narrowed(client, officer, visits, query, listed):
    client.force_login(officer)
    assert schools(client, query) == listed


def test_days_are_days_in_london(client, officer):
    at = wall_time.at(datetime.date(2026, 6, 30), datetime.time(8, 30))
    make_visit(SchoolFactory(name="June"), state="done", at=at)
    client.force_login(officer)
    assert schools(client, "?since=2026-06-30&until=2026-06-30") == ["June"]
    assert schools(client, "?since=2026-07-01") == []


def test_a_visit_is_found_by_its_reference(client, officer, visits):
    client.force_login(officer)
    assert schools(client, f"?q={visits.reference.lower()}") == ["Done"]


def test_the_file_tells_what_came_of_a_visit_and_no_note(client, officer, visits):
    today = timezone.localdate()
    make_action(visits.school, visit=visits, due_on=today - datetime.timedelta(days=1))
    make_action(visits.school, visit=visits, state="done")
    client.force_login(officer)
    body = client.get(reverse("visits:tracker_export_xlsx") + "?state=took-place")
    sheet = load_workbook(io.BytesIO(b"".join(body.streaming_content))).active
    head, row = ([cell.value for cell in line] for line in sheet.iter_rows())
    told = dict(zip(head, row, strict=True))
    assert {
        name: told[name]
        for name in (
            *("People met", "Have Your Say", "Strengths noted", "Needs noted", "Followed up"),
            *("Actions to do", "Actions overdue", "Actions done"),
        )
    } == {
        "People met": 1,
        "Have Your Say": "Refused",
        "Strengths noted": "yes",
        "Needs noted": None,
        "Followed up": "yes",
        "Actions to do": 0,
        "Actions overdue": 1,
        "Actions done": 1,
    }
    assert "Between us." not in str(row)
    text = b"".join(client.get(reverse("visits:tracker_export")).streaming_content).decode()
    assert "Between us." not in text


def test_the_report_has_the_same_rows_newest_first(visits):
    report = registry.get("engagement-tracker")
    form = report.form({"period": str(AcademicYear.current())}, user=None, formats=["csv"])
    assert form.is_valid(), form.errors
    keys = report.each.keys(**form.arguments())
    names = [row.school.name for row in report.rows(keys=keys, **form.arguments())]
    assert sorted(names) == ["Again", "Done", "Waiting"]


def test_very_many_are_made_as_a_report(client, officer, visits, monkeypatch):
    monkeypatch.setattr("visits.tracker.views._MOST_AT_ONCE", 2)
    client.force_login(officer)
    assert client.get(reverse("visits:tracker_export")).url == "/reports/engagement-tracker/"


def test_an_administrator_reads_the_tracker_and_takes_nothing_along(client, visits):
    client.force_login(make_user("admin", second_factor=True))
    assert len(schools(client)) == 4
    assert client.get(reverse("visits:tracker_export")).status_code == 403


@pytest.mark.query_bound("visits:tracker")
@pytest.mark.parametrize("rows", [1, 8])
def test_the_tracker_asks_a_fixed_number_of_times(
    client, officer, rows, django_assert_max_num_queries
):
    for _ in range(rows):
        recorded(make_visit(state="closed"))
    client.force_login(officer)
    client.get(URL)
    with django_assert_max_num_queries(6):
        client.get(URL)
