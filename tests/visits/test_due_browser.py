"""An officer looks who is due, why, and who near by, and arranges visits to several at once."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.browser import DESK, PHONE
from tests.factories.accounts import make_user
from tests.factories.schools import RegionFactory, SchoolFactory
from tests.factories.visits import make_visit
from tests.schools.needs.told import tell
from visits.models import Visit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "script"), [(DESK, True), (PHONE, False)])
def test_from_who_is_due_to_visits_that_are_to_be_arranged(browse, width, script):
    north, place = RegionFactory(name="North"), {"easting": 512_000, "northing": 211_000}
    officer = make_user("officer", scope={"region": north}, name="Olive Officer")
    oak = tell(SchoolFactory(name="Oak School", region=north, **place), plan_status="none")
    SchoolFactory(name="Ash School", region=north, easting=514_000, northing=212_000)
    make_visit(SchoolFactory(name="Fir School", region=north), officer=officer, state="confirmed")
    seen = SchoolFactory(name="Elm School", region=north)
    ago = timezone.now() - datetime.timedelta(days=500)
    make_visit(seen, officer=officer, state="closed", at=ago)
    SchoolFactory(name="South School", region=RegionFactory(name="South"))
    visit = browse(reverse("visits:due"), user=officer, width=width, script=script)
    page, faults = visit.page, {}

    def look(name):
        # Without script axe cannot run; it looks at the same pages with it.
        faults[name] = (visit.axe() if script else [], visit.scrolls_sideways())

    look("list")
    words = page.inner_text("main")
    assert words.index("Oak School") < words.index("Ash School") < words.index("Fir School")
    assert "South School" in words[words.index("Past the cycle, outside your filters") :]
    page.get_by_role("link", name="Oak School").click()
    assert "Ash School, 2.2 km" in page.inner_text("main")
    look("why")
    page.go_back()
    page.get_by_role("link", name="Show them on a map").click()
    look("map")
    page.get_by_role("link", name="Show as a list only").click()
    page.get_by_role("button", name="Arrange visits to several").click()
    page.get_by_role("button", name="Check the visits").click()
    assert "Tick the schools that are to be visited" in page.inner_text("main")
    look("refused")
    for name in ("Oak School", "Fir School"):
        page.get_by_label(f"{name} (").check()
    page.get_by_role("button", name="Check the visits").click()
    look("check")
    page.get_by_role("button", name="Arrange the visits").click()
    assert "1 visit to arrange" in page.inner_text("h1")
    assert "Fir School: A visit stands already: confirmed." in page.inner_text("main")
    look("arranged")
    assert Visit.objects.get(state="to-arrange").school == oak
    assert faults == dict.fromkeys(faults, ([], False))
