"""Profiles of a region in a real browser: asked for, watched, downloaded; without script too."""

import pytest
from django.urls import reverse

from hub.reporting import tasks
from hub.reporting.models import ReportRun
from tests.browser import DESK, PHONE
from tests.factories.accounts import make_user
from tests.factories.schools import RegionFactory, SchoolFactory

pytestmark = pytest.mark.browser
NEW = reverse("reporting:new", args=["school-profile"])


@pytest.fixture
def mary(portal):
    """A manager, made after the browser's database."""
    return make_user("manager")


@pytest.fixture
def north(portal):
    """A region of eleven schools: three parts."""
    region = RegionFactory(name="North")
    SchoolFactory.create_batch(11, region=region)
    return region


@pytest.mark.parametrize(("width", "script"), [(DESK, True), (PHONE, False)])
def test_a_manager_builds_the_profiles_of_a_region_and_downloads_them(
    browse, mary, north, width, script
):
    visit = browse(NEW, user=mary, width=width, script=script)
    page = visit.page
    faults = []

    def look():
        if script:  # axe is a script itself
            faults.extend(visit.axe())
        faults.extend(["sideways"] if script and visit.scrolls_sideways() else [])

    look()
    page.get_by_label("Region").select_option("North")
    page.get_by_role("button", name="Build this report").click()
    page.get_by_role("heading", name="This is a report on 11 schools").wait_for()
    look()
    page.get_by_role("button", name="Build this report").click()
    page.get_by_text("Waiting for its turn").wait_for()
    run = ReportRun.objects.get()
    tasks.build_run(str(run.pk))
    tasks.build_part(str(run.pk))
    if not script:
        page.get_by_role("link", name="Check again").click()
    page.get_by_text("5 of 11 schools").wait_for()
    page.locator("progress[value='5'][max='11']").wait_for()
    look()
    tasks.build_part(str(run.pk))
    tasks.build_part(str(run.pk))
    tasks.build_run(str(run.pk))
    if not script:
        page.get_by_role("link", name="Check again").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the report").click()
    assert download.value.suggested_filename.startswith("school-profile-north-")
    look()
    assert faults == []


@pytest.mark.parametrize("script", [True, False])
def test_a_school_is_found_by_part_of_its_name_and_seen_on_screen(browse, mary, script):
    SchoolFactory(name="St Alban’s Primary School", town="Ely")
    SchoolFactory(name="St Alban’s Primary School", town="Wells")
    visit = browse(NEW, user=mary, width=PHONE, script=script)
    page = visit.page
    page.get_by_label("One school").fill("st alban")
    page.get_by_role("button", name="Show it on screen").click()
    page.get_by_label("St Alban’s Primary School, Wells").check()
    faults = [visit.axe()] if script else []
    page.get_by_role("button", name="Show it on screen").click()
    page.get_by_role("heading", name="School profile: St Alban’s Primary School").wait_for()
    faults += [visit.axe(), visit.scrolls_sideways()] if script else []
    assert faults == ([[], [], False] if script else [])
    page.get_by_role("button", name="Make an Excel file").click()
    page.get_by_text("Waiting for its turn").wait_for()
    assert ReportRun.objects.get().format == "xlsx"
