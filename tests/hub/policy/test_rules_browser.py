"""A manager changes a rule for next year in a real browser, with script and without."""

import pytest

from hub.calendar.years import AcademicYear
from hub.policy.models import PolicyRow
from tests.browser import DESK, PHONE
from tests.factories.accounts import make_user

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "script"), [(DESK, True), (PHONE, False)])
def test_a_manager_sets_a_rule_for_next_year_and_finds_it_on_the_trail(browse, width, script):
    following = AcademicYear.current().next
    visit = browse("/settings/", user=make_user("manager"), width=width, script=script)
    page, faults = visit.page, {}

    def look(name):
        # Without script axe cannot run; it looks at the same pages with it.
        faults[name] = (visit.axe() if script else [], visit.scrolls_sideways())

    page.get_by_role("link", name="Rules of practice").click()
    look("list")
    page.get_by_role("link", name="Smallest number of people that reports tell").click()
    page.get_by_label("Smallest number of people that reports tell").fill("8")
    page.get_by_label("From which academic year on").select_option(str(following))
    look("form")
    page.get_by_role("button", name="See what this changes").click()
    look("check")
    page.get_by_role("button", name="Set this rule").click()
    assert f"8 people from {following} on." in page.inner_text("main")
    assert [(row.year, row.value) for row in PolicyRow.objects.all()] == [(following, 8)]
    page.goto(f"{visit.origin}/trail/")
    assert "Smallest number of people that reports tell" in page.inner_text("main")
    assert faults == dict.fromkeys(faults, ([], False))
