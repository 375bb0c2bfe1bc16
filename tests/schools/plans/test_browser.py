"""From nothing to a published plan and its review, in a real browser: phone and desk, with and
without script.
"""

import re

import pytest

from hub.calendar.years import AcademicYear
from schools.choices import FactSource
from schools.facts import book
from schools.facts.book import Said
from schools.models import Plan
from tests.browser import DESK, PHONE
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "script"), [(PHONE, True), (DESK, False)])
def test_a_lead_builds_agrees_publishes_and_reviews_a_plan(browse, width, script):
    school = SchoolFactory(name="Wolfeschlegelsteinhausen-Bergerdorff Church of England Primary")
    year = AcademicYear.current()
    said = [Said("choirs", 2), Said("music-budget", 500), Said("music-lead", "Ada Lead")]
    book.note(school=school, year=year, said=said, source=FactSource.HUB, by=None)
    lead = make_user("lead", scope={"school": school}, name="Ada Lead")
    make_user("head", scope={"school": school}, name="Hetty Head")
    visit = browse(f"/schools/{school.pk}/home/", user=lead, width=width, script=script)
    page, faults = visit.page, {}

    def look(name):
        # Without script axe cannot run; it looks at the same pages with it.
        faults[name] = (visit.axe() if script else [], visit.scrolls_sideways())

    def press(name):
        page.get_by_role("button", name=name, exact=True).click()

    def main():
        return page.inner_text("main")

    page.get_by_role("link", name=re.compile("Begin your music development plan")).first.click()
    look("begin")
    press("Begin the plan")
    assert "0 of 15 sections completed" in main()
    look("sections")
    page.get_by_role("link", name="Objective and key components").click()
    page.get_by_label("Overall objective").fill("Every class sings every week.")
    page.get_by_label("This section is finished").check()
    look("section")
    press("Save and go to all sections")
    assert "1 of 15 sections completed" in main()
    page.get_by_role("link", name="Actions").click()
    page.get_by_role("button", name="Add an action").click()
    page.get_by_label("What will you do?").fill("Start a choir for Years 3 and 4")
    page.get_by_label("Who does it?").fill("Ada Lead")
    for box, words in [("Day", "1"), ("Month", "May"), ("Year", str(int(year) + 2))]:
        page.get_by_label(box, exact=True).fill(words)
    page.get_by_label("Cost").fill("£250")
    press("Save")
    assert f"choose a day from 1 September {int(year)} to 31 August {int(year) + 1}" in main()
    look("refused")
    page.get_by_label("Year", exact=True).fill(str(int(year) + 1))
    press("Save")
    look("actions")
    page.get_by_role("link", name="Go on to Budget").click()
    assert "£250 is left" in main()
    look("budget")
    page.get_by_role("link", name="Go on to Overview").click()
    assert page.get_by_label("Name of the school music lead").input_value() == "Ada Lead"
    page.get_by_label("Name of your local music hub").fill("Westshire Music Hub")
    for box, words in [("Day", "31"), ("Month", "August"), ("Year", str(int(year) + 1))]:
        page.get_by_label(box, exact=True).fill(words)
    press("Save and continue")
    for words in ["An hour a week.", None, "A concert each term.", "A second choir."]:
        if words:
            page.locator("textarea").first.fill(words)
        else:
            assert "2 choirs." in page.locator("textarea").first.input_value()
            look("first words")
        press("Save and continue")
    page.get_by_role("link", name="All sections").click()
    page.get_by_role("button", name="Agree the plan").click()
    look("agree")
    press("Agree the plan")
    page.get_by_role("button", name="Publish the summary").click()
    look("publish")
    press("Publish the summary")
    assert "Everybody can read it now." in main()
    look("published")
    page.get_by_role("button", name="Review the actions").click()
    look("review")
    page.get_by_role("link", name=re.compile("Review it")).first.click()
    page.get_by_label("In progress").check()
    page.get_by_label("What shows it?").fill("24 pupils come.")
    look("one review")
    press("Save and continue")
    assert "Nothing is due for review now." in main()
    page.goto(f"{Plan.objects.get().get_absolute_url()}whole/")
    look("whole")
    page.goto(f"{Plan.objects.get().get_absolute_url()}versions/1/")
    look("version")
    assert faults == dict.fromkeys(faults, ([], False))
