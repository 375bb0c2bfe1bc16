"""The map in a real browser: a manager sends boundaries, and finds the schools inside them."""

import json

import pytest

from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory
from tests.hub.geography.test_geojson import METRES, collection, feature

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "script"), [(1280, True), (360, False)])
def test_a_manager_frames_the_map_with_the_boundaries_of_the_county(browse, width, script):
    SchoolFactory(name="Ash School", easting=530_000, northing=210_000)
    SchoolFactory(name="Wolfeschlegelsteinhausen-Bergerdorff-" * 5, phase="special")
    visit = browse("/settings/boundaries/", user=make_user("manager"), width=width, script=script)
    page, faults = visit.page, []

    def look():
        if script:
            faults.extend(visit.axe())
        assert not visit.scrolls_sideways()

    look()
    data = json.dumps(collection(feature(METRES, name="Vale"))).encode()
    file = {"name": "county.geojson", "mimeType": "application/geo+json", "buffer": data}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", name="Use these boundaries").wait_for()
    look()
    page.get_by_role("button", name="Use these boundaries").click()
    page.get_by_text("Maps show the boundaries of 1 area.").wait_for()
    page.goto(f"{visit.origin}/schools/?phase=primary&phase=special")
    page.get_by_role("link", name="Show them on a map").click()
    page.get_by_text("2 schools, 1 of them on the map. 1 has no position.").wait_for()
    look()
    page.get_by_role("link", name="Ash School").click()
    page.get_by_role("heading", name="Ash School").wait_for()
    assert faults == []
