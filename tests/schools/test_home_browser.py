"""The home of a school in a real browser, and a lead who hands over to a colleague."""

import pytest

from hub.accounts.models import RoleGrant
from schools.models import HandOver
from tests.factories.accounts import grant, make_user
from tests.factories.schools import RegionFactory, SchoolFactory

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "script"), [(1280, True), (360, False)])
def test_a_lead_of_two_schools_switches_and_hands_one_over(browse, width, script):
    north = RegionFactory(name="North")
    oak = SchoolFactory(name="Oak Primary", region=north)
    lead = make_user("lead", scope={"school": oak}, name="Lena Lead", phone="01632 960001")
    grant(lead, "lead", school=SchoolFactory(name="Ash School"))
    make_user("officer", scope={"region": north}, name="Nora North")
    visit = browse("/home/", user=lead, width=width, script=script)
    page, found = visit.page, []

    def look():
        found.extend(visit.axe() if script else [])
        found.extend(["scrolls sideways"] if visit.scrolls_sideways() else [])

    look()
    assert "Ash School" in page.inner_text("header")
    page.get_by_role("link", name="Switch school").click()
    page.get_by_label("Oak Primary").check()
    page.get_by_role("button", name="Look at this school").click()
    assert "Oak Primary" in page.inner_text("header")
    page.get_by_role("link", name="See what is next at Oak Primary").click()
    look()
    assert "Ask your head teacher to join" in page.inner_text("main")
    assert "Nora North" in page.inner_text("aside")
    page.get_by_role("link", name="hand over or leave").click()
    look()
    page.get_by_label("A colleague takes over: it ends when they accept").check()
    page.get_by_role("button", name="Leave this role").click()
    look()
    assert "Enter the e-mail address of your colleague" in page.inner_text(".govuk-error-summary")
    page.get_by_label("E-mail address of your colleague").fill("sue@oak.example")
    page.get_by_role("button", name="Leave this role").click()
    look()
    assert "Your role ends when they accept, and not before" in page.inner_text("main")
    assert HandOver.objects.get().invitation.email == "sue@oak.example"
    assert RoleGrant.objects.live().filter(user=lead).count() == 2
    assert found == []
