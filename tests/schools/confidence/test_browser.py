"""A lead opens the survey, teachers answer on their phones, the lead reads the summary."""

import pytest

from schools.confidence import links
from schools.models import ConfidenceSurvey
from tests.browser import DESK, PHONE
from tests.factories.accounts import make_user
from tests.factories.confidence import answer
from tests.factories.schools import SchoolFactory

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "script"), [(PHONE, True), (DESK, False)])
def test_from_opening_to_the_summary(browse, width, script):
    school = SchoolFactory(name="Oak Primary")
    lead = make_user("lead", scope={"school": school})

    def fine(visit):
        visit.page.locator("footer").wait_for()
        if script:
            assert (visit.axe(), visit.scrolls_sideways()) == ([], False)

    own = browse(f"/schools/{school.pk}/confidence/", user=lead, width=width, script=script)
    fine(own)
    own.page.click("text=Open the survey")
    fine(own)
    survey = ConfidenceSurvey.objects.get()
    answer(survey, 4, words="A choir for staff")

    visit = browse(links.link_of(survey), width=width, script=script)
    fine(visit)
    visit.page.click("text=Send my answers")
    assert "There is a problem" in visit.page.inner_text("main")
    fine(visit)
    for group in visit.page.locator(".govuk-radios").all()[:10]:
        group.get_by_text("Confident", exact=True).click()
    visit.page.fill("textarea", "Songs that I can learn at home")
    visit.page.click("text=Send my answers")
    assert visit.page.inner_text("h1") == "Thank you"
    fine(visit)
    visit.page.goto(links.link_of(survey))
    assert visit.page.inner_text("h1") == "You have answered already"
    fine(visit)

    own.page.reload()
    assert "Summary of 5 answers" in own.page.inner_text("main")
    assert "Songs that I can learn at home" in own.page.inner_text("main")
    fine(own)
    own.page.click("text=Close the survey")
    fine(own)
    own.page.click("text=Close it")
    fine(own)
    visit = browse(links.link_of(survey), width=width, script=script)
    assert visit.status == 410
    fine(visit)
