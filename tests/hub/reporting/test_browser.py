"""Reports in a real browser: the page that waits, with and without script, and the download."""

import pytest
from django.urls import reverse

from hub.reporting import tasks
from hub.reporting.models import ReportRun
from tests.browser import DESK, PHONE
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def mary(portal):
    """A manager, made after the browser's database."""
    return make_user("manager")


@pytest.fixture
def waiting(portal, mary):
    """A report that waits for a worker; there is none."""
    school = SchoolFactory(name="Wolfeschlegelsteinhausen-Bergerdorff Primary School")
    return ReportRun.objects.create(
        key="school-profile",
        title=f"School profile: {school.name}",
        format="pdf",
        asked={"school": [str(school.urn)]},
        asked_hash="1",
        requested_by=mary,
    )


def test_the_pages_of_reports_have_no_fault(browse, mary, waiting):
    visit, faults = browse(reverse("reporting:index"), user=mary, width=PHONE), {}
    for path in (
        reverse("reporting:index"),
        reverse("reporting:new", args=["school-profile"]),
        waiting.get_absolute_url(),
    ):
        visit.go(path)
        faults[path] = (visit.status, visit.axe(), visit.scrolls_sideways(PHONE, DESK))
    assert faults == dict.fromkeys(faults, (200, [], False))


def test_the_page_that_waits_shows_by_itself_that_the_report_is_ready(browse, mary, waiting):
    page = browse(waiting.get_absolute_url(), user=mary).page
    assert "Waiting for its turn" in page.inner_text("main")
    tasks.build_run(str(waiting.pk))
    page.get_by_role("button", name="Download the report").wait_for(timeout=60_000)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the report").click()
    assert download.value.suggested_filename.startswith("school-profile-wolfeschlegelsteinhausen")


def test_without_script_a_link_asks_again(browse, mary, waiting):
    page = browse(waiting.get_absolute_url(), user=mary, script=False).page
    tasks.build_run(str(waiting.pk))
    page.get_by_role("link", name="Check again").click()
    assert page.get_by_role("button", name="Download the report").is_visible()


@pytest.mark.parametrize("state", ["failed", "done"])
def test_a_report_that_failed_or_expired_can_be_asked_for_again(browse, mary, waiting, state):
    ReportRun.objects.update(
        state=state, made_at="2026-01-01T12:00Z", expires_at="2026-01-02T12:00Z"
    )
    visit = browse(waiting.get_absolute_url(), user=mary, width=PHONE)
    assert visit.axe() == []
    words = {"failed": "Try again", "done": "Build it again"}[state]
    visit.page.get_by_role("button", name=words).click()
    visit.page.get_by_text("Waiting for its turn").wait_for()
    assert ReportRun.objects.live().count() == 1
