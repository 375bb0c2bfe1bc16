"""The trail in a real browser, empty, full and filtered."""

import pytest
from django.urls import reverse

from hub.trail.record import record
from tests.browser import DESK, PHONE
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory

pytestmark = pytest.mark.browser
LIST = reverse("trail:entries")


@pytest.fixture
def mary(portal):
    """A manager, made after the browser's database."""
    return make_user("manager", name="Mary Manager")


@pytest.fixture
def full(mary):
    """More entries than one page holds, about a school with a long name."""
    school = SchoolFactory(name="Wolfeschlegelsteinhausen-Bergerdorff Primary School")
    changes = {"name": ("W" * 120, school.name), "pupils": (200, 210)}
    return [record("renamed", school, by=mary, changes=changes, reason="Typo") for _ in range(60)]


def test_the_pages_of_the_trail_have_no_fault(browse, mary, full):
    visit, faults = browse(LIST, user=mary, width=PHONE), {}
    for path in (LIST, f"{LIST}?action=renamed&person=nobody", f"{LIST}{full[0].pk}/"):
        visit.go(path)
        faults[path] = (visit.status, visit.axe(), visit.scrolls_sideways(PHONE, DESK))
    assert faults == dict.fromkeys(faults, (200, [], False))


def test_a_manager_filters_and_opens_an_entry(browse, mary, full):
    record("closed", SchoolFactory(name="Oak School"), by=mary)
    page = browse(LIST, user=mary, script=False).page
    page.get_by_label("What was done").select_option("closed")
    page.get_by_role("button", name="Apply filters").click()
    page.get_by_role("link", name="Mary Manager closed: school “Oak School”").click()
    assert page.locator("h1").inner_text() == "Mary Manager closed: school “Oak School”"
