"""Joining a school in a real browser: a teacher asks, the head says yes, the school is there."""

import pytest

from schools.models import SchoolClaim
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory, closed_school, link

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "script"), [(1280, True), (360, False)])
def test_a_teacher_finds_the_school_and_the_head_lets_them_in(browse, width, script):
    school = SchoolFactory(name="St Mary's Primary", town="Ashford", postcode="WX4 1AB")
    SchoolFactory(name="St Mary's Primary", town="Broadwood", postcode="WX9 9ZZ")
    old = closed_school(name="Ashford Infant School", town="Ashford", postcode="WX4 1AC")
    link(old, school)
    teacher = make_user("carer", name="Tess Teacher")
    head = make_user("head", scope={"school": school}, name="Hanna Head")
    found = []

    def look(visit):
        found.extend(visit.axe() if script else [])
        found.extend(["scrolls sideways"] if visit.scrolls_sideways() else [])

    visit = browse("/schools/find/", user=teacher, width=width, script=script)
    page = visit.page
    look(visit)
    page.get_by_label("Name of the school, town or postcode").fill("ashford")
    page.get_by_role("button", name="Find schools").click()
    look(visit)
    assert page.get_by_role("link", name="This is my school").count() == 1
    page.get_by_role("link", name="St Mary's Primary, Ashford WX4 1AB", exact=True).click()
    look(visit)
    page.get_by_role("button", name="Ask to join this school").click()
    look(visit)
    assert "Choose what you do at this school" in page.inner_text(".govuk-error-summary")
    page.get_by_label("I lead music there").check()
    page.get_by_label("How can we know that it is you?").fill("I teach Year 4.")
    page.get_by_role("button", name="Ask to join this school").click()
    look(visit)
    assert "Waiting for an answer" in page.inner_text("main")

    desk = browse("/home/school/", user=head, width=width, script=script)
    desk.page.get_by_role("link", name="Answer requests to join a school").click()
    look(desk)
    desk.page.get_by_role("link", name="Tess Teacher").click()
    look(desk)
    desk.page.get_by_label("No, refuse it").check()
    desk.page.get_by_role("button", name="Answer this request").click()
    look(desk)
    assert "Say why you refuse it" in desk.page.inner_text(".govuk-error-summary")
    desk.page.get_by_label("Yes, give them the role").check()
    desk.page.get_by_role("button", name="Answer this request").click()
    look(desk)
    assert "Tess Teacher now is School music lead" in desk.page.inner_text("main")

    page.goto("/home/")
    assert "St Mary's Primary" in page.inner_text("header")
    assert SchoolClaim.objects.get().state == "approved"
    assert found == []
