"""What leaves the hub: files, reports and paper, without counts of few schools."""

import csv
import io
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.urls import reverse
from openpyxl import load_workbook

from hub.calendar.years import AcademicYear
from hub.policy import rules
from hub.policy.practice import set_rule
from tests.factories.accounts import make_user
from tests.factories.schools import RegionFactory, SchoolFactory
from tests.schools.needs.told import schools_at, tell

pytestmark = pytest.mark.django_db
FEW = "fewer than 5"


@pytest.fixture
def asked(client, manager):
    """A manager's client."""
    client.force_login(manager)
    return client


def csv_rows(response):
    """The lines of a CSV as dictionaries."""
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def singing(rows, about="All schools"):
    """{answer: (schools, share)} of singing this year."""
    year = str(AcademicYear.current())
    return {
        row["Answer"]: (row["Schools"], row["Share of those that told (%)"])
        for row in rows
        if (row["What"], row["Schools of"], row["Academic year"]) == ("Singing", about, year)
    }


def test_four_and_one_are_both_hidden(asked):
    schools_at(0, 4)
    schools_at(1, 1)
    schools_at(2, 7)
    told = singing(csv_rows(asked.get(reverse("schools:needs_export"))))
    assert told == {
        "Not yet": (FEW, ""),
        "Emerging": (FEW, ""),
        "Established": ("7", "58"),
        "Exemplary": ("0", "0"),
    }


def test_what_follows_from_the_other_regions_is_hidden_too(asked):
    north, south = RegionFactory(name="North"), RegionFactory(name="South")
    for level, numbers in {0: (2, 9), 2: (10, 12), 3: (11, 11)}.items():
        schools_at(level, numbers[0], region=north)
        schools_at(level, numbers[1], region=south)
    rows = csv_rows(asked.get(reverse("schools:needs_export")))
    assert singing(rows)["Not yet"] == ("11", "20")
    assert singing(rows, "North")["Not yet"] == (FEW, "")
    assert singing(rows, "South")["Not yet"] == ("not shown", "")  # nine are not few


def test_the_hub_says_what_few_is(asked, manager):
    rule = rules.get("suppress-below")
    set_rule(rule=rule, year=AcademicYear.current(), value=2, by=manager)
    schools_at(0, 4)
    told = singing(csv_rows(asked.get(reverse("schools:needs_export"))))
    assert told["Not yet"] == ("4", "100")


def test_the_spreadsheet_holds_the_same_lines(asked):
    schools_at(2, 6)
    rows = csv_rows(asked.get(reverse("schools:needs_export")))
    response = asked.get(reverse("schools:needs_export_xlsx"))
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    assert sheet.max_row == len(rows) + 1


def test_every_line_says_what_is_counted_where_from_and_when(asked):
    schools_at(2, 6)
    for row in csv_rows(asked.get(reverse("schools:needs_export"))):
        assert "" not in (row["What is counted"], row["Source"], row["As at"])


def test_the_budgets_of_few_schools_are_not_told(asked):
    for pounds in (100, 200):
        tell(SchoolFactory(), music_budget=Decimal(pounds))
    rows = csv_rows(asked.get(reverse("schools:needs_export")))
    budgets = [row for row in rows if row["Section"] == "Music budget"]
    assert {row["Pounds"] for row in budgets} == {""}
    assert f"Not told of {FEW} schools" in {row["Answer"] for row in budgets}


def test_a_list_in_a_file_tells_no_small_number_of_pupils(asked):
    tell(SchoolFactory(name="Few"), learners=3)
    tell(SchoolFactory(name="Many"), learners=30)
    url = f"{reverse('schools:needs_schools_export')}?figure=lessons&answer=some"
    told = {row["School"]: row["What is known"] for row in csv_rows(asked.get(url))}
    assert told == {"Few": f"Pupils who have lessons: {FEW}", "Many": "Pupils who have lessons: 30"}


def test_on_paper_small_numbers_are_other_words(asked):
    schools_at(0, 4)
    schools_at(2, 20)
    text = asked.get(reverse("schools:needs")).text
    assert (
        '<span class="hub-screen">4 (17%)</span><span class="hub-paper">fewer than 5</span>' in text
    )


def test_the_chart_is_drawn_of_what_may_be_told(asked):
    schools_at(0, 2)
    schools_at(0, 8, area="spaces")
    bars = {bar.label: bar.text for bar in _chart(asked).bars}
    assert bars["Singing"] == "too few schools to tell"


def _chart(client):
    return client.get(reverse("schools:needs")).context["overview"].areas_chart()


def test_the_report_prints_the_lines_of_the_page(asked, tmp_path):
    north = RegionFactory(name="North")
    schools_at(2, 6, region=north)
    schools_at(0, 6)
    path = tmp_path / "needs.csv"
    call_command("report", "music-needs", "--region", "North", "--out", str(path))
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    assert singing(rows)["Established"] == ("6", "100")
    call_command("report", "music-needs", "--out", str(tmp_path / "needs.pdf"))
    assert (tmp_path / "needs.pdf").read_bytes().startswith(b"%PDF")


def test_an_officer_of_a_region_has_the_report_of_it_alone(client):
    north, _ = RegionFactory(name="North"), RegionFactory(name="South")
    client.force_login(make_user("officer", scope={"region": north}))
    page = reverse("reporting:page", args=["music-needs"])
    assert client.get(f"{page}?region=North").status_code == 200
    assert client.get(f"{page}?region=South").status_code == 422
    assert client.get(page).status_code == 422


@pytest.mark.parametrize("role", ["training", "ensembles"])
def test_who_reads_the_figures_may_not_take_them_along(client, role):
    client.force_login(make_user(role))
    assert client.get(reverse("schools:needs")).status_code == 200
    assert client.get(reverse("schools:needs_export")).status_code == 403
