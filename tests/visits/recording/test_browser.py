"""A visit recorded on a phone, the network cut in the middle; and as a page without script."""

import pytest
from django.contrib.sessions.models import Session
from django.db import transaction

from tests.browser import DESK, PHONE
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory
from tests.factories.visits import make_visit
from visits.choices import VisitState
from visits.models import VisitRecord

pytestmark = pytest.mark.browser


@pytest.fixture
def officer(transactional_db):
    return make_user("officer", name="Olive Officer")


@pytest.fixture
def visit(transactional_db, officer):
    school = SchoolFactory(name="Wolfeschlegelsteinhausen Primary School")
    make_user("lead", scope={"school": school}, name="Ada Lead")
    with transaction.atomic():
        return make_visit(school, state=VisitState.DONE, officer=officer)


def says(page, text):
    page.locator("[data-saving]", has_text=text).wait_for(timeout=15_000)


def drafts(page):
    return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('hub-draft'))")


def test_the_network_is_cut_and_no_word_is_lost(browse, visit, officer):
    seen = browse(f"/visits/{visit.pk}/record/", user=officer, width=PHONE)
    page, context = seen.page, seen.page.context
    faults = {}

    def look(name):
        faults[name] = (seen.axe(), seen.scrolls_sideways())

    page.get_by_role("button", name="Begin the record").click()
    look("record")
    page.get_by_role("link", name="Strengths and needs").click()
    look("texts")
    page.get_by_label("Strengths").fill("Singing in every class")
    says(page, "Saved at")
    assert VisitRecord.objects.get().strengths == "Singing in every class"
    assert drafts(page) == []

    context.set_offline(True)
    page.get_by_label("Needs").fill("A piano that is in tune")
    says(page, "No connection: kept on this device")
    page.get_by_role("button", name="Continue").click()
    assert page.inner_text("h1") == "Strengths and needs"  # no empty window
    assert len(drafts(page)) == 1
    # The phone goes dark, and the page is opened anew when there is a connection again.
    page.close()
    context.set_offline(False)
    page = seen.page = context.new_page()
    page.goto(f"/visits/{visit.pk}/record/")
    assert "words that are not saved yet" in page.inner_text("main")
    look("waiting")
    page.locator("[data-drafts] a").click()
    assert page.get_by_label("Needs").input_value() == "A piano that is in tune"
    says(page, "Saved at")
    assert VisitRecord.objects.get().needs == "A piano that is in tune"
    assert drafts(page) == []

    # The sign-in runs out: it says so, and the text is there after signing in again.
    page.get_by_label("Needs").fill("Two pianos")
    Session.objects.all().delete()
    says(page, "Your sign-in has run out")
    assert "/accounts/login/?next=" in page.locator("[data-saving] a").get_attribute("href")
    again = browse(f"/visits/{visit.pk}/record/", user=officer, width=PHONE)
    context.add_cookies(again.page.context.cookies())
    page.goto(f"/visits/{visit.pk}/record/strengths/")
    assert page.get_by_label("Needs").input_value() == "Two pianos"
    says(page, "Saved at")

    # The private note is saved, and never kept here.
    page.goto(f"/visits/{visit.pk}/record/note/")
    look("note")
    context.set_offline(True)
    page.get_by_label("For the hub alone").fill("The head is leaving")
    says(page, "this page is not kept on the device")
    assert drafts(page) == []
    context.set_offline(False)
    says(page, "Saved at")
    record = VisitRecord.objects.get()
    assert (record.needs, record.private_note) == ("Two pianos", "The head is leaving")
    assert faults == dict.fromkeys(faults, ([], False))


@pytest.mark.parametrize(("width", "script"), [(DESK, True), (PHONE, False)])
def test_the_record_goes_from_the_first_page_to_the_report(browse, visit, officer, width, script):
    seen = browse(f"/visits/{visit.pk}/record/", user=officer, width=width, script=script)
    page, faults = seen.page, {}

    def look(name):
        faults[name] = (seen.axe() if script else [], seen.scrolls_sideways())

    def go_on(button="Continue", to=""):
        page.get_by_role("button", name=button, exact=True).click()
        page.locator("h1", has_text=to).wait_for()

    look("begin")
    go_on("Begin the record", "Wolfe")
    page.get_by_role("link", name="Facts of the school").click()
    look("facts")
    go_on("All of this is right", "People met")
    look("people")
    page.get_by_role("button", name="Add Ada Lead").click()
    go_on(to="Music lead")
    look("survey section")
    page.get_by_label("Who leads music in your school?").fill("Ada Lead")
    go_on(to="Curriculum")
    page.goto(f"/visits/{visit.pk}/record/survey/")
    look("survey")
    go_on("Hand in the survey", "Lesson observed")
    page.get_by_label("No", exact=True).check()
    go_on(to="Strengths and needs")
    page.get_by_label("Strengths").fill("Singing in every class")
    page.get_by_label("Singing", exact=True).check()
    go_on(to="What was agreed")
    page.get_by_label("What the school will do").fill("Begin a choir")
    go_on(to="Actions")
    look("actions")
    page.goto(f"/visits/{visit.pk}/record/follow-up/")
    look("follow-up")
    page.goto(f"/visits/{visit.pk}/record/report/")
    look("preview")
    go_on("Send the report", "Report of the visit")
    page.get_by_text("1 person is told by e-mail").wait_for()
    look("report")
    assert "Begin a choir" in page.inner_text("main")
    visit.refresh_from_db()
    assert visit.state == VisitState.CLOSED
    assert faults == dict.fromkeys(faults, ([], False))
