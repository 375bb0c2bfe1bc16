"""Finding lessons in a browser, with script on a phone and without."""

import re

import pytest
from django.conf import settings

from hub.messaging.models import Message
from tests.browser import DESK, PHONE
from tests.factories.calendar import make_year
from tests.factories.schools import SchoolFactory
from tests.factories.tuition import PriceFactory, ProvisionFactory
from tuition.models import Interest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "script"), [(PHONE, True), (PHONE, False), (DESK, False)])
def test_a_visitor_finds_a_violin_or_asks_to_hear_of_an_oboe(browse, width, script):
    make_year()
    PriceFactory()
    SchoolFactory(postcode="WX1 1AB", easting=400_000, northing=203_000)
    ProvisionFactory(title="Beginner violin")
    visit = browse("/", width=width, script=script)
    page = visit.page
    page.get_by_label("Instrument", exact=True).select_option("violin")
    page.get_by_label("Postcode or school").fill("wx1 1ab")
    page.get_by_role("button", name="Find lessons").click()
    page.wait_for_load_state()
    assert "1 lesson or group for violin near WX1 1AB" in page.inner_text("main")
    assert "3.0 km" in page.inner_text("main")
    assert not visit.scrolls_sideways()
    if script:
        assert visit.axe() == []
    page.get_by_role("link", name="Beginner violin").click()
    page.wait_for_load_state()
    assert "If you need to stop" in page.inner_text("main")
    assert page.get_by_role("button", name="Take a place").is_visible()
    if script:
        assert visit.axe() == []

    visit.go("/lessons/find/?instrument=oboe&near=wx1+1ab")
    assert "Nothing fits all of this" in page.inner_text("main")
    page.get_by_role("button", name="Tell me when something starts").click()
    page.wait_for_url("**/lessons/interested/**")
    assert page.get_by_label("Instrument").input_value() == "oboe"
    if script:
        assert visit.axe() == []
    page.get_by_label("Your e-mail address").fill("ann@homes.example")
    page.get_by_role("button", name="Tell me when something starts").click()
    page.get_by_role("heading", name="Check your e-mail").wait_for()
    link = re.search(rf"{settings.SITE_URL}(\S+)", Message.objects.get().text)[1]
    visit.go(link)
    page.get_by_role("button", name="Yes, write to me").click()
    page.get_by_role("heading", name="We write to you when something starts").wait_for()
    assert Interest.objects.live().count() == 1
