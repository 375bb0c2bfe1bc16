"""The schools' area from end to end, in a real browser: a lead comes in, does the audit, builds the
plan from it and publishes; the head lets colleagues in; the hub sees it; no other school does.
"""

import re

import pytest
from django.urls import reverse

from hub.calendar.years import AcademicYear
from schools.models import Audit, Plan, PlanVersion
from schools.summaries import tasks
from tests.browser import DESK, PHONE
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory

pytestmark = pytest.mark.browser
PARTS = ["An hour a week.", "Two choirs.", "A concert each term.", "A second band."]


@pytest.fixture
def walk(browse):
    """``walk(user, address)``: a Walk of the pages that somebody opens one after another."""

    class Walk:
        def __init__(self, user, address, *, width, script):
            self.visit = browse(address, user=user, width=width, script=script)
            self.page, self.script, self.faults = self.visit.page, script, []

        def look(self):
            """Note what is wrong with the page. Without script axe cannot run."""
            found = self.visit.axe() if self.script else []
            found += ["scrolls sideways"] if self.visit.scrolls_sideways() else []
            self.faults += [f"{self.page.url}: {fault}" for fault in found]

        def press(self, name):
            """Send the form, and wait for what it answers."""
            with self.page.expect_navigation():
                self.page.get_by_role("button", name=name, exact=True).first.click()

        def follow(self, name):
            self.page.get_by_role("link", name=re.compile(name)).first.click()

        def main(self):
            return self.page.inner_text("main")

        def download(self, name):
            """What stands first in the file behind a link."""
            with self.page.expect_download() as saved:
                self.follow(name)
            return saved.value.path().read_bytes()

    return Walk


@pytest.mark.parametrize(("width", "script"), [(PHONE, True), (DESK, False)])
def test_a_new_lead_comes_in_audits_plans_and_publishes(walk, width, script):
    school = SchoolFactory(name="St Mary’s Primary", town="Ashford", low_age=4, high_age=11)
    head = make_user("head", scope={"school": school}, name="Hanna Head")
    teacher, officer = make_user(name="Tess Teacher"), make_user("officer")
    year, how = AcademicYear.current(), {"width": width, "script": script}

    lead = walk(teacher, "/schools/find/?q=ashford", **how)
    ask_to_join(lead)
    let_in(walk(head, "/home/school/", **how))
    do_the_audit(lead, school)
    build_the_plan(lead, school, year)
    public = walk(None, reverse("schools:public_summary", args=[school.urn]), **how)
    public.look()
    assert "Music development plan summary" in public.main()
    assert public.download("Download as PDF").startswith(b"%PDF-")
    assert public.download("Download as a Word document").startswith(b"PK")

    hub = walk(officer, reverse("schools:status"), **how)
    hub.look()
    row = hub.page.get_by_role("row").filter(has_text="St Mary’s Primary")
    assert "Published" in row.inner_text()
    assert "St Mary’s Primary" in hub.download("CSV").decode("utf-8-sig")

    stranger = make_user("lead", scope={"school": SchoolFactory()})
    elsewhere = walk(stranger, "/home/", **how)
    assert [elsewhere.page.goto(path).status for path in addresses(school, year)] == [404] * 6
    assert [fault for each in (lead, public, hub) for fault in each.faults] == []


def ask_to_join(lead):
    """The teacher asks to join the school that was found."""
    lead.follow("This is my school|St Mary’s Primary, Ashford")
    lead.page.get_by_label("I lead music there").check()
    lead.page.get_by_label("How can we know that it is you?").fill("I teach Year 4.")
    lead.press("Ask to join this school")
    lead.look()


def let_in(head):
    """The head answers."""
    head.follow("Answer requests to join a school")
    head.follow("Tess Teacher")
    head.page.get_by_label("Yes, give them the role").check()
    head.press("Answer this request")
    assert "Tess Teacher now is School music lead" in head.main()


def do_the_audit(lead, school):
    """Every statement of the eleven areas, page by page."""
    lead.page.goto(f"/schools/{school.pk}/home/")
    lead.look()
    lead.page.goto(reverse("schools:audit", args=[school.pk]))
    lead.press("Begin the audit")
    lead.follow("Leadership and vision")
    lead.page.get_by_role("heading", name="Leadership and vision", level=1).wait_for()
    for _ in range(11):
        for box in lead.page.locator("input[value='emerging']").all():
            box.check()
        lead.press("Save and continue")
    assert lead.page.inner_text("h1") == "Check your answers"
    lead.look()
    lead.press("Hand in the audit")
    lead.look()
    assert Audit.objects.get().is_submitted


def build_the_plan(lead, school, year):
    """From a next step of the audit to the published summary."""
    lead.page.goto(reverse("schools:plans", args=[school.pk]))
    lead.press(f"Begin the plan for {year}")
    lead.press("Begin the plan")
    lead.follow("Objective and key components")
    lead.page.get_by_label("Overall objective").fill("Every class sings every week.")
    lead.press("Save and go to all sections")
    lead.follow("Actions")
    with lead.page.expect_navigation():  # what the audit named first
        lead.page.get_by_role("button", name=re.compile("^Make it an action")).first.click()
    assert "It is an action now. Say who does it and by when." in lead.main()
    lead.page.locator("main table a").first.click()
    lead.page.get_by_label("Who does it?").fill("Tess Teacher")
    fill_in_date(lead, ["1", "May", str(int(year) + 1)])
    lead.press("Save")
    lead.look()
    lead.page.goto(Plan.objects.get().get_absolute_url())
    lead.follow("Overview")
    lead.page.get_by_label("Name of the school music lead").fill("Tess Teacher")
    lead.page.get_by_label("Name of your local music hub").fill("Westshire Music Hub")
    fill_in_date(lead, ["31", "August", str(int(year) + 1)])
    lead.press("Save and continue")
    for words in PARTS:
        lead.page.locator("textarea").first.fill(words)
        lead.press("Save and continue")
    lead.page.goto(Plan.objects.get().get_absolute_url())
    lead.look()
    for act in ("Agree the plan", "Publish the summary"):
        lead.press(act)
        lead.press(act)  # on the page that says what follows
    assert "Everybody can read it now." in lead.main()
    tasks.make_files(PlanVersion.objects.get().pk)  # as a worker does


def fill_in_date(lead, parts):
    for box, words in zip(["Day", "Month", "Year"], parts, strict=True):
        lead.page.get_by_label(box, exact=True).fill(words)


def addresses(school, year):
    """What belongs to the school alone."""
    plan = Plan.objects.get()
    return [
        f"/schools/{school.pk}/home/",
        f"/schools/{school.pk}/known/",
        reverse("schools:audit", args=[school.pk]),
        reverse("schools:audit_result", args=[school.pk, year]),
        plan.get_absolute_url(),
        f"{plan.get_absolute_url()}whole/",
    ]
