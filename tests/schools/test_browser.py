"""The directory in a real browser: the manager's journey, hostile names, and what axe finds."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from tests.browser import DESK, PHONE, come_round
from tests.factories.accounts import make_user
from tests.factories.schools import RegionFactory, SchoolFactory
from tests.schools.register import row, write
from tests.worker import heavy_worker  # noqa: F401

pytestmark = pytest.mark.browser

REGISTER = [
    row(
        500001,
        name="St. Alban's Primary School",
        phase="Primary",
        pupils="210",
        fsm="12",
        district="E07999001",
        district_name="Vale",
    ),
    row(500002, name="Beech School", phase="Primary", pupils="90", fsm="30"),
    row(500003, name="Ash School", phase="Secondary", pupils="1200"),
]


@pytest.mark.parametrize(("width", "script"), [(PHONE, True), (DESK, False)])
def test_from_the_register_to_the_profile_of_a_school(
    browse,
    heavy_worker,  # noqa: F811
    tmp_path,
    width,
    script,
):
    register = write(tmp_path / "register.csv", REGISTER)
    visit = browse("/home/manager/", user=make_user("manager"), width=width, script=script)
    page = visit.page
    faults = {}

    def look(name):
        # Without script axe cannot run; it looks at the same pages with it.
        faults[name] = (visit.axe() if script else [], visit.scrolls_sideways())

    page.goto("/schools/")
    page.get_by_role("link", name="Take in the register of schools").click()
    page.get_by_role("link", name="Register of schools").click()
    page.locator("input[name=register]").set_input_files(register)
    page.get_by_label("Local authorities to add").fill("901")
    page.get_by_role("button", name="Check this file").click()
    come_round(page, page.get_by_role("button", name="Take it in"), script=script).click()
    come_round(page, page.get_by_role("heading", name="What was done"), script=script)
    look("what was done")

    page.goto("/schools/")
    if width == 360:
        page.get_by_text("Search and filters", exact=True).click()
    page.get_by_label("Name, postcode or URN").fill("st alban")
    page.get_by_role("button", name="Apply filters").click()
    look("what was found")
    page.get_by_role("link", name="St. Alban's Primary School").click()
    look("the record")
    page.get_by_role("button", name="Make the profile (PDF)").click()
    download = page.get_by_role("button", name="Download the report")
    come_round(page, download, script=script)
    look("the report")
    with page.expect_download() as started:
        download.click()
    reader = PdfReader(io.BytesIO(started.value.path().read_bytes()))
    assert started.value.suggested_filename.startswith("school-profile-st-albans-primary-school-")
    assert "St. Alban's Primary School" in reader.pages[0].extract_text()
    assert faults == dict.fromkeys(faults, ([], False))


@pytest.mark.parametrize(("width", "script"), [(1280, True), (360, False)])
def test_an_officer_narrows_the_list_turns_its_pages_and_comes_back(browse, width, script):
    north = RegionFactory(name="North")
    SchoolFactory.create_batch(60, region=north)
    SchoolFactory(name="Elsewhere School")
    page = browse("/schools/", user=make_user("officer"), width=width, script=script).page
    if script:
        page.get_by_label("Region", exact=True).select_option("North")
    else:
        page.locator("select[name=region]").select_option("North")
    page.get_by_role("button", name="Apply filters").click()
    assert "60 schools" in page.inner_text("main")
    first = page.get_by_role("row").all_inner_texts()
    page.get_by_role("link", name="Next page").click()
    assert page.get_by_role("row").count() == 1 + 10
    page.get_by_role("link", name="Previous page").click()
    assert page.get_by_role("row").all_inner_texts() == first
    page.get_by_role("link", name="Remove filter Region: North").click()
    assert "61 schools" in page.inner_text("main")


HOSTILE = [
    "<script>alert(1)</script>",
    "\"'><svg onload=alert(1)>",
    "Wolfeschlegelsteinhausen-Bergerdorff-" * 5,
    "مدرسة الموسيقى الابتدائية",
    "{{ 7 }}{% now 'Y' %}",
]


def test_list_record_and_facts_stand_up_to_axe_and_to_hostile_names(browse, officer):
    hostile = [
        SchoolFactory(name=name[:200], website=f"http://{'long' * 50}.example") for name in HOSTILE
    ]
    for school in hostile:
        make_user("lead", scope={"school": school}, name=school.name[:100])
    SchoolFactory.create_batch(60, pupils=None)
    paths = ["/schools/", "/schools/?sort=-pupils&phase=primary", "/schools/?q=zzzzzz"]
    paths += [school.get_absolute_url() for school in hostile]
    paths.append(reverse("schools:facts", args=[hostile[2].pk]))
    visit, found = browse(paths[0], user=officer, width=PHONE), {}
    for path in paths:
        visit.go(path)
        found[path] = (visit.status, visit.axe(), visit.scrolls_sideways(PHONE, DESK))
    assert found == dict.fromkeys(paths, (200, [], False))
