"""An officer looks through plans, writes down a published summary and reminds schools."""

import pytest
from django.urls import reverse

from schools.models import Fact, SchoolChase
from tests.browser import DESK, PHONE
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory
from tests.schools.needs.told import tell

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "script"), [(PHONE, True), (DESK, False)])
def test_from_the_list_to_a_reminder_and_a_captured_summary(browse, width, script):
    school = SchoolFactory(name="Oak School", website="www.oak.example", low_age=4, high_age=7)
    make_user("lead", scope={"school": school})
    tell(SchoolFactory(name="Beech School"), plan_status="published", audit_singing=1)
    visit = browse(reverse("schools:status"), user=make_user("officer"), width=width, script=script)
    page, faults = visit.page, {}

    def look(name):
        # Without script axe cannot run; it looks at the same pages with it.
        faults[name] = (visit.axe() if script else [], visit.scrolls_sideways())

    look("status")
    page.get_by_role("link", name="Remind schools of this list").click()
    page.get_by_role("button", name="Check the reminder").click()
    look("refused")
    page.get_by_label("Publish a music development plan").check()
    page.get_by_label("Oak School (").check()
    page.get_by_role("button", name="Check the reminder").click()
    look("check")
    page.get_by_role("button", name="Send the reminders").click()
    assert "1 school reminded" in page.inner_text("h1")
    look("reminded")
    assert SchoolChase.objects.get().school == school
    page.get_by_role("link", name="Go back to plans and audits").click()
    page.get_by_role("link", name="Find plans that are published elsewhere").click()
    look("work list")
    page.get_by_role("link", name="Oak School").click()
    page.get_by_label("Choirs", exact=True).fill("2")
    page.get_by_role("button", name="Save what is published").click()
    assert "Enter the address of the page or file" in page.inner_text("main")
    assert page.get_by_label("Choirs", exact=True).input_value() == "2"
    look("form, refused")
    page.get_by_label("Address of the summary").fill("https://www.oak.example/music")
    page.get_by_role("button", name="Save what is published").click()
    assert "written down for Oak School" in page.inner_text("main")
    assert Fact.objects.get(school=school, key="choirs").value == 2
    page.locator("a[href*='known-history/choirs/']").click()
    assert "What the school has published" in page.inner_text("main")
    look("history")
    assert faults == dict.fromkeys(faults, ([], False))
