"""How well the directory is known: counts, each with its definition and its list."""

import csv
import io

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from hub.policy.models import LocalAuthority
from schools.choices import Phase
from schools.models import EstablishmentType, RegisterReading
from schools.quality import data_quality
from tests.factories.accounts import make_user
from tests.factories.schools import RegionFactory, SchoolFactory, closed_school, link


@pytest.fixture
def disorder(db):
    """One of each thing that is not in order, and one school of which all is known."""
    north = RegionFactory(name="North")
    known = {"region": north, "easting": 400000, "northing": 100000}
    joint = SchoolFactory(**known)
    link(closed_school(region=north), joint, "Predecessor - merged")
    SchoolFactory(**known | {"region": None})
    SchoolFactory(**known, phase=Phase.NOT_KNOWN)
    SchoolFactory(region=north)
    SchoolFactory(**known | {"pupils": None})
    authority = LocalAuthority.objects.create(code="901", name="Wessex")
    SchoolFactory(**known, local_authority=authority)
    RegisterReading.objects.create(
        authority=authority,
        at=timezone.now(),
        file_name="register.csv",
        rows=9,
        known=1,
        found=0,
        is_whole=True,
    )
    EstablishmentType.objects.create(name="Free schools")
    return north


EACH_ONCE = {
    "missing": (1, 6),
    "links": (1, None),
    "phase": (1, 6),
    "region": (1, 6),
    "position": (1, 6),
    "pupils": (1, 6),
    "types": (1, None),
}


def test_each_thing_is_counted_once(disorder):
    assert {row.key: (row.number, row.of) for row in data_quality()} == EACH_ONCE


def test_each_count_leads_to_the_list_that_it_counts(disorder, client, officer, manager):
    for row in data_quality():
        client.force_login(manager if row.key == "types" else officer)
        page = client.get(row.url).context
        listed = page["undecided"] if row.key == "types" else page["page"].count
        assert (row.key, listed) == (row.key, row.number)


def test_it_takes_four_statements(disorder, django_assert_num_queries):
    with django_assert_num_queries(4):
        data_quality()


def test_the_page_shows_officers_what_is_theirs_without_types(disorder, client):
    client.force_login(make_user("officer", scope={"region": RegionFactory(name="South")}))
    rows = client.get(reverse("schools:data_quality")).context["rows"]
    assert {row.key: (row.number, row.of) for row in rows} == {
        "missing": (0, 1),
        "links": (0, None),
        "phase": (0, 1),
        "region": (1, 1),
        "position": (0, 1),
        "pupils": (0, 1),
    }


def test_managers_have_it_in_their_menu(disorder, client, manager):
    client.force_login(manager)
    page = client.get(reverse("schools:data_quality")).content.decode()
    assert f'href="{reverse("schools:data_quality")}"' in page
    assert "Mergers and splits to decide" in page


def test_the_report_holds_the_counts_of_a_region(disorder, tmp_path):
    out = tmp_path / "quality.csv"
    call_command("report", "data-quality", "--region", "North", "--out", str(out))
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig"))))
    assert {row["What"]: (row["How many"], row["Of"]) for row in rows} == {
        "Missing from the register": ("1", "5"),
        "Mergers and splits to decide": ("1", ""),
        "Phase not known": ("1", "5"),
        "No region": ("0", "5"),
        "No position": ("1", "5"),
        "No pupils figure": ("1", "5"),
    }


@pytest.mark.parametrize("ending", ["pdf", "csv", "xlsx"])
def test_the_report_of_everything_can_be_made(disorder, tmp_path, ending):
    out = tmp_path / f"quality.{ending}"
    call_command("report", "data-quality", "--out", str(out))
    assert out.stat().st_size > 100
