"""Long lists as files: offered on a page, made by a worker, with the rows of a short one."""

import io
import re

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from hub.calendar.years import AcademicYear
from hub.platform.choices import WorkState
from hub.reporting import list_views as lists
from hub.reporting.choices import Format
from hub.reporting.models import ReportRun
from schools.facts import book
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory
from tests.hub.reporting.asking import content, finish

NEW = "/reports/school-list/"
#: What each list is asked for: (route of its file, query, names in order, key of its report).
LISTS = {
    "directory": ("schools:export_xlsx", "phase=primary&sort=-name", ["Birch", "Ash"]),
    "search": ("schools:export_xlsx", "q=bir&region=unknown", ["Birch", "Upper Birch"]),
    "near": ("schools:export_xlsx", "q=birhc", ["Birch", "Upper Birch"]),
    "by need": ("schools:needs_schools_export_xlsx", "figure=choirs&answer=some", ["Ash", "Birch"]),
    "plans": ("schools:status_export_xlsx", "plan=not-told&phase=primary", ["Ash", "Birch"]),
}


@pytest.fixture
def schools(db):
    made = [SchoolFactory(name=name, phase="primary") for name in ("Ash", "Birch")]
    SchoolFactory(name="Upper Birch", phase="secondary")
    for number, school in enumerate(made, 7):
        said = [book.Said("choirs", number)]
        book.note(school=school, year=AcademicYear.current(), said=said, source="school", by=None)
    return made


@pytest.fixture
def long(monkeypatch):
    """Every list is a long one."""
    monkeypatch.setattr(lists, "AT_ONCE", dict.fromkeys(Format, 0))


def cells(data):
    return list(load_workbook(io.BytesIO(data)).active.values)


def hidden(page):
    return dict(re.findall(r'<input type="hidden" name="([a-z]+)" value="([^"]*)"', page))


@pytest.mark.parametrize("name", LISTS)
def test_a_long_list_is_made_by_a_worker_with_the_rows_of_a_short_one(
    name, client, manager, schools, monkeypatch
):
    route, query, names = LISTS[name]
    client.force_login(manager)
    address = f"{reverse(route)}?{query}"
    at_once = cells(b"".join(client.get(address).streaming_content))
    assert [row[1] for row in at_once[1:]] == names

    monkeypatch.setattr(lists, "AT_ONCE", dict.fromkeys(Format, 0))
    page = client.get(address)
    number = f"{len(names)} school{'' if len(names) == 1 else 's'}"
    assert f"<h1>This list holds {number}</h1>" in page.text
    assert not ReportRun.objects.exists()

    action = re.search(r'<form method="post" action="(/reports/[^"]+)"', page.text)[1]
    asked = client.post(action, hidden(page.text))
    run = ReportRun.objects.get()
    assert (asked.status_code, asked.url) == (302, run.get_absolute_url())
    assert cells(content(finish(run))) == at_once


def test_it_leads_back_to_the_list_as_it_was(client, manager, schools, long):
    client.force_login(manager)
    page = client.get(reverse("schools:export") + "?phase=primary&sort=-name").text
    assert 'href="/schools/?phase=primary&amp;sort=-name"' in page


def test_whoever_builds_no_reports_has_a_long_list_made_too(client, schools, long):
    tutor = make_user("tutor")
    client.force_login(tutor)
    client.get(reverse("schools:export"))
    run = client.post(NEW, {"format": "csv", "checked": "1"}, follow=True)
    assert (run.status_code, ReportRun.objects.get().requested_by) == (200, tutor)
    assert "under Reports" not in run.text
    assert client.get("/reports/").status_code == 403


def test_a_school_has_only_its_own_in_the_file(client, schools):
    head = make_user("head", scope={"school": schools[0]})
    client.force_login(head)
    client.post(NEW, {"format": "xlsx", "status": "any", "checked": "1"})
    rows = cells(content(finish(ReportRun.objects.get())))
    assert [row[1] for row in rows[1:]] == ["Ash"]


def test_a_right_that_ends_before_it_is_made_ends_the_making(client, schools):
    head = make_user("head", scope={"school": schools[0]})
    client.force_login(head)
    client.post(NEW, {"format": "xlsx", "checked": "1"})
    head.grants.all().delete()
    assert finish(ReportRun.objects.get()).state == WorkState.FAILED


@pytest.mark.parametrize("asked", [{}, {"figure": "choirs", "answer": "many"}, {"figure": "x"}])
def test_no_file_of_a_number_that_there_is_not(asked, client, manager, db):
    client.force_login(manager)
    page = client.post("/reports/schools-by-need/", asked | {"format": "csv", "checked": "1"})
    assert (page.status_code, ReportRun.objects.count()) == (422, 0)
    assert "Choose a number on the page of needs first." in page.text
