"""A lead tells the hub what it does not know, and confirms the rest, in a real browser."""

import pytest

from hub.calendar.years import AcademicYear
from schools.choices import FactSource
from schools.facts import book
from schools.facts.book import Said
from tests.browser import DESK, PHONE
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "script"), [(PHONE, True), (DESK, False)])
def test_a_lead_answers_one_area_and_confirms_another(browse, width, script):
    school = SchoolFactory(name="Own School")
    said = [Said("choirs", 2), Said("choir-pupils", 45)]
    book.note(school=school, year=AcademicYear.current(), said=said, source=FactSource.HUB, by=None)
    lead = make_user("lead", scope={"school": school})
    visit = browse(school.get_absolute_url(), user=lead, width=width, script=script)
    page, faults = visit.page, {}

    def look(name):
        # Without script axe cannot run; it looks at the same pages with it.
        faults[name] = (visit.axe() if script else [], visit.scrolls_sideways())

    page.get_by_role("link", name="Music in this school: what the hub knows").click()
    look("what is known")
    page.get_by_role("button", name="This is right").click()
    assert "Singing: 2 answers are confirmed." in page.inner_text("main")
    page.locator("a[href*='/known/curriculum/']").click()
    look("form")
    page.get_by_label("Music lessons a week: Year 3").fill("many")
    page.get_by_role("button", name="Save these answers").click()
    assert "must be a whole number" in page.inner_text("main")
    look("refused")
    page.get_by_label("Music lessons a week: Year 3").fill("45")
    page.get_by_label("A published one that we adapt").check()
    page.get_by_role("button", name="Save these answers").click()
    assert "Curriculum is saved." in page.inner_text("main")
    assert "45 minutes" in page.inner_text("main")
    look("saved")
    assert faults == dict.fromkeys(faults, ([], False))
