"""The directory in a real browser: the manager's journey, hostile names, and what axe finds."""

import io
import time

import pytest
from django.urls import reverse
from pypdf import PdfReader

from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory
from tests.schools.register import row
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


@pytest.mark.parametrize(("width", "script"), [(1280, True), (360, False)])
def test_a_manager_finds_a_school_and_downloads_its_profile(
    browse,
    import_gias,
    heavy_worker,  # noqa: F811
    width,
    script,
):
    import_gias(*REGISTER)
    visit = browse("/home/manager/", user=make_user("manager"), width=width, script=script)
    page = visit.page
    if width == 1280:
        page.get_by_role("link", name="Schools", exact=True).click()
    else:
        page.goto("/schools/")
    page.get_by_label("Name, postcode or URN").fill("st alban")
    page.get_by_role("button", name="Apply filters").click()
    page.get_by_role("link", name="St. Alban's Primary School").click()
    page.get_by_role("button", name="Make the profile (PDF)").click()
    download = page.get_by_role("button", name="Download the report")
    deadline = time.monotonic() + 60
    while not script and not download.count():
        assert time.monotonic() < deadline, page.inner_text("main")
        page.get_by_role("link", name="Check again").click()
        time.sleep(0.5)
    download.wait_for(timeout=60_000)
    with page.expect_download() as started:
        download.click()
    reader = PdfReader(io.BytesIO(started.value.path().read_bytes()))
    assert started.value.suggested_filename.startswith("school-profile-st-albans-primary-school-")
    assert "St. Alban's Primary School" in reader.pages[0].extract_text()


HOSTILE = [
    "<script>alert(1)</script>",
    "\"'><svg onload=alert(1)>",
    "Wolfeschlegelsteinhausen-Bergerdorff-" * 5,
    "مدرسة الموسيقى الابتدائية",
    "{{ 7 }}{% now 'Y' %}",
]


@pytest.mark.parametrize("width", [360, 1280])
def test_list_record_and_facts_stand_up_to_axe_and_to_hostile_names(browse, officer, width):
    hostile = [
        SchoolFactory(name=name[:200], website=f"http://{'long' * 50}.example") for name in HOSTILE
    ]
    for school in hostile:
        make_user("lead", scope={"school": school}, name=school.name[:100])
    SchoolFactory.create_batch(60, pupils=None)
    paths = ["/schools/", "/schools/?page=2&sort=-pupils&phase=primary", "/schools/?q=zzzzzz"]
    paths += [school.get_absolute_url() for school in hostile]
    paths.append(reverse("schools:facts", args=[hostile[2].pk]))
    found = {}
    for path in paths:
        visit = browse(path, user=officer, width=width)
        found[path] = (visit.status, visit.axe(), visit.scrolls_sideways())
    assert found == dict.fromkeys(paths, (200, [], False))
