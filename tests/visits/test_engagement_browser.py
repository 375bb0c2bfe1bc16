"""Engagement from end to end, in a real browser: an officer sees who is due and proposes dates, a
school accepts by the link, the visit is recorded on a phone while the network goes, the school does
its action, and a manager sees the line move and takes the Regional Engagement Plan along.
"""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from hub.calendar.years import AcademicYear
from hub.reporting import tasks
from hub.reporting.models import ReportRun
from tests.browser import DESK, PHONE
from tests.factories.accounts import make_user
from tests.factories.schools import RegionFactory, SchoolFactory
from visits.arranging.links import token_of
from visits.choices import VisitState
from visits.models import Action, RegionalPlan, Visit

pytestmark = pytest.mark.browser


@pytest.fixture
def walk(browse):
    """``walk(user, address)``: a Walk of the pages that somebody opens one after another."""

    class Walk:
        def __init__(self, user, address, *, width=DESK):
            self.visit = browse(address, user=user, width=width)
            self.page, self.faults = self.visit.page, []

        def look(self):
            """Note what is wrong with the page."""
            found = self.visit.axe()
            found += ["scrolls sideways"] if self.visit.scrolls_sideways() else []
            self.faults += [f"{self.page.url}: {fault}" for fault in found]

        def press(self, name):
            """Send the form, and wait for what it answers."""
            with self.page.expect_navigation():
                self.page.get_by_role("button", name=name, exact=True).first.click()

        def follow(self, name):
            with self.page.expect_navigation():
                self.page.get_by_role("link", name=re.compile(name)).first.click()

        def main(self):
            return self.page.inner_text("main")

    return Walk


def test_from_who_is_due_to_the_plan_of_the_region(walk):
    north = RegionFactory(name="North")
    schools = [SchoolFactory(name=f"{name} School", region=north) for name in ("Ash", "Elm", "Oak")]
    ash = schools[0]
    lead = make_user("lead", scope={"school": ash}, name="Lena Lead")
    officer = make_user("officer", scope={"region": north}, name="Olive Officer")
    manager = make_user("manager")
    RegionalPlan.objects.create(region=north, year=AcademicYear.current())

    hub = walk(officer, reverse("visits:due"))
    arrange_three(hub)
    for visit in Visit.objects.order_by("school__name"):
        propose(hub, visit)

    link = reverse("visits:answer", args=[token_of(Visit.objects.get(school=ash))])
    school = walk(None, link, width=PHONE)
    accept(school)
    visit = Visit.objects.get(school=ash)
    assert visit.state == VisitState.CONFIRMED

    take_back_to_yesterday(visit)
    record_it(hub, walk(officer, reverse("visits:record", args=[visit.pk]), width=PHONE), visit)
    assert (
        close_the_action(walk(lead, reverse("schools:home", args=[ash.pk]), width=PHONE), ash)
        == "done"
    )

    board = walk(manager, reverse("visits:engagement"))
    board.look()
    assert re.search(r"Visits done\s+1\b", board.main())
    board.page.goto(reverse("visits:regional_plan", args=[RegionalPlan.objects.get().pk]))
    board.look()
    assert "Ash School" not in board.page.inner_text("ul.govuk-list--bullet")
    board.press("Make this plan (PDF)")
    tasks.build_run(str(ReportRun.objects.get().pk))  # the worker's part
    board.page.reload()
    with board.page.expect_download() as saved:
        board.page.get_by_role("button", name="Download the report").click()
    assert saved.value.path().read_bytes().startswith(b"%PDF-")
    walks = (hub, school, board)
    assert [fault for each in walks for fault in each.faults] == []


def arrange_three(hub):
    """All three are due: nobody has ever been there."""
    hub.look()
    hub.page.get_by_role("button", name="Arrange visits to several").click()
    for name in ("Ash", "Elm", "Oak"):
        hub.page.get_by_label(f"{name} School").check()
    hub.press("Check the visits")
    hub.press("Arrange the visits")
    assert "3 visits to arrange" in hub.page.inner_text("h1")


def propose(hub, visit):
    """Two days on which there is school, at ten; each visit on days of its own."""
    hub.page.goto(reverse("visits:propose", args=[visit.pk]))
    first = next_monday() + datetime.timedelta(weeks=visit.pk % 7)
    for number, day in enumerate((first, first + datetime.timedelta(days=1))):
        name = ("First", "Second")[number]
        group = hub.page.get_by_role("group", name=f"{name} date")
        group.get_by_label("Day").fill(str(day.day))
        group.get_by_label("Month").fill(str(day.month))
        group.get_by_label("Year").fill(str(day.year))
        hub.page.get_by_label(f"{name} date begins at").fill("10am")
    mail = hub.page.get_by_label("E-mail address of the person to write to")
    if mail.count():  # where nobody has an account
        mail.fill("office@school.example")
    hub.press("Propose these dates")
    again = hub.page.get_by_role("button", name="Propose these dates")
    if again.count():  # no terms are set for that year: asked about, and sent once more
        hub.look()
        hub.page.get_by_label("all the same").check()
        hub.press("Propose these dates")
    visit.refresh_from_db()
    assert visit.state == VisitState.PROPOSED, hub.main()


def next_monday():
    """The Monday after next week's, outside the ends of the year."""
    today = timezone.localdate()
    return today + datetime.timedelta(days=14 - today.weekday())


def accept(school):
    school.look()
    school.page.get_by_role("radio").first.check()
    school.page.get_by_label("Your name").fill("Hanna Head")
    school.press("Send our answer")
    school.look()
    assert "Add it to your calendar" in school.main()


def take_back_to_yesterday(visit):
    """The day has come: no test waits for it."""
    by = datetime.timedelta(days=(visit.starts_at.date() - timezone.localdate()).days + 1)
    Visit.objects.filter(pk=visit.pk).update(
        starts_at=visit.starts_at - by, ends_at=visit.ends_at - by
    )


def record_it(hub, phone, visit):
    """On a phone; in the middle the network goes, and no word is lost."""
    page, context = phone.page, phone.page.context
    phone.look()
    phone.press("Begin the record")
    phone.follow("Strengths and needs")
    page.get_by_label("Strengths").fill("Singing in every class")
    page.locator("[data-saving]", has_text="Saved at").wait_for()
    context.set_offline(True)
    page.get_by_label("Needs").fill("A choir")
    page.locator("[data-saving]", has_text="kept on this device").wait_for()
    context.set_offline(False)
    page.locator("[data-saving]", has_text="Saved at").wait_for()
    phone.look()
    page.goto(reverse("visits:record_actions", args=[visit.pk]))
    page.get_by_label("What is to be done?").fill("Begin a choir")
    due = timezone.localdate() + datetime.timedelta(days=60)
    for label, number in (("Day", due.day), ("Month", due.month), ("Year", due.year)):
        page.get_by_label(label, exact=True).fill(str(number))
    phone.press("Add this action")
    phone.look()
    page.goto(reverse("visits:report_preview", args=[visit.pk]))
    phone.look()
    assert "Begin a choir" in phone.main()
    phone.press("Send the report")
    visit.refresh_from_db()
    assert visit.report_sent_at is not None
    hub.faults += phone.faults


def close_the_action(lead, school):
    """The lead finds it on the school's home, and says how one can tell; returns its state."""
    lead.look()
    lead.follow("Begin a choir")
    lead.look()
    action = Action.objects.get()
    lead.page.get_by_role("button", name="It is done").click()
    lead.page.get_by_role("textbox").first.fill("It meets on Tuesdays with 24 pupils.")
    lead.press(lead.page.get_by_role("button").last.inner_text())
    assert lead.faults == []
    action.refresh_from_db()
    return action.state
