"""A manager reads what schools need and opens the schools behind a number, in a real browser."""

import pytest
from django.urls import reverse

from tests.browser import DESK, PHONE
from tests.factories.accounts import make_user
from tests.factories.schools import DistrictFactory, RegionFactory, SchoolFactory
from tests.schools.needs.told import schools_at, tell

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "script"), [(PHONE, True), (DESK, False)])
def test_from_the_weakest_area_to_its_schools(browse, width, script):
    region, district = RegionFactory(name="North"), DistrictFactory(name="Wold")
    schools_at(0, 3, area="spaces", region=region, district=district)
    schools_at(2, 4, area="singing", region=region)
    tell(SchoolFactory(name="Bare School", district=district), choirs=0, music_budget=350)
    tell(SchoolFactory(name="Asking School"), training_topics="singing,technology")
    visit = browse(reverse("schools:needs"), user=make_user("manager"), width=width, script=script)
    page, faults = visit.page, {}

    def look(name):
        # Without script axe cannot run; it looks at the same pages with it.
        faults[name] = (visit.axe() if script else [], visit.scrolls_sideways())

    look("overview")
    page.get_by_role("link", name="North").first.click()
    look("of a region")
    assert "Region: North" in page.inner_text("main")
    page.get_by_role("row", name="Spaces, instruments").first.get_by_role("link").first.click()
    assert "Spaces, instruments and technology in the audit: Not yet" in page.inner_text("h1")
    assert page.locator("tbody tr").count() == 3
    look("list")
    page.get_by_role("link", name="What schools need").first.click()
    assert "Region: North" in page.inner_text("main")
    assert faults == dict.fromkeys(faults, ([], False))
