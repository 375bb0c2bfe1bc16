"""A lead says where the summary is published, in a real browser, and a worker's work is seen."""

import pytest

from schools.models import PublishedAddress
from schools.summaries import tasks
from tests.browser import DESK, PHONE, come_round
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "script"), [(PHONE, True), (DESK, False)])
def test_a_lead_names_the_address_and_confirms_it_by_hand(browse, width, script, site):
    school = SchoolFactory(name="Wolfeschlegelsteinhausen-Bergerdorff Primary School")
    lead = make_user("lead", scope={"school": school}, name="Lena Lead")
    visit = browse(f"/schools/{school.pk}/plan/published/", user=lead, width=width, script=script)
    page, faults = visit.page, {}

    def look(name):
        # Without script axe cannot run; it looks at the same pages with it.
        faults[name] = (visit.axe() if script else [], visit.scrolls_sideways())

    look("empty")
    page.get_by_role("button", name="Tell the hub this address").click()
    look("refused")
    assert "Enter the address of the page" in page.inner_text(".govuk-error-summary")
    page.get_by_label("Address of the summary").fill(site.at("/plan/", "<h1>Music</h1>"))
    page.get_by_role("button", name="Tell the hub this address").click()
    look("waits")
    tasks.check_address(PublishedAddress.objects.get().pk)
    found = page.get_by_text("Found, but it does not look like the summary")
    come_round(page, found, script=script)
    look("found")
    page.get_by_role("button", name="I have looked: it is there").click()
    assert "The hub knows that it is there." in page.inner_text("main")
    look("confirmed")
    assert faults == dict.fromkeys(faults, ([], False))
