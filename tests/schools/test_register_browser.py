"""Keeping the directory in order, in a real browser: a merger is decided, a region is filled."""

import pytest

from schools import notes
from schools.models import School
from tests.factories.accounts import make_user
from tests.factories.schools import RegionFactory, SchoolFactory, closed_school, link

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "script"), [(1280, True), (360, False)])
def test_an_officer_decides_a_merger_and_its_notes_follow(browse, width, script):
    officer = make_user("officer")
    new = SchoolFactory(name="Joint Primary School")
    for name in ("Infant School", "Junior School"):
        old = closed_school(name=name)
        notes.write(school=old, text=f"Written on the {name}.", by=officer)
        link(old, new, "Predecessor - merged")
    visit = browse("/schools/data-quality/", user=officer, width=width, script=script)
    page, found = visit.page, []

    def look():
        found.extend(visit.axe() if script else [])
        found.extend(["scrolls sideways"] if visit.scrolls_sideways() else [])

    look()
    page.get_by_role("link", name="Mergers and splits to decide").click()
    look()
    page.get_by_role("link", name="Decide for Infant School").click()
    look()
    page.get_by_label("Yes, it goes on in the later school").check()
    page.get_by_label("Why?").fill("All pupils and teachers moved there.")
    page.get_by_role("button", name="Save the decision").click()
    assert "1 link between schools" in page.inner_text("main")
    page.goto(new.get_absolute_url())
    look()
    timeline = page.locator(".hub-timeline").inner_text()
    assert "Written on the Infant School." in timeline
    assert "at Infant School (URN" in timeline
    assert "Written on the Junior School." not in timeline
    assert found == []


@pytest.mark.parametrize(("width", "script"), [(1280, True), (360, False)])
def test_a_manager_puts_schools_into_a_region(browse, width, script):
    north = RegionFactory(name="North")
    for name in ("Ash School", "Beech School", "Cedar School"):
        SchoolFactory(name=name)
    visit = browse(
        "/schools/assign/?lacks=region", user=make_user("manager"), width=width, script=script
    )
    page, found = visit.page, []

    def look():
        found.extend(visit.axe() if script else [])
        found.extend(["scrolls sideways"] if visit.scrolls_sideways() else [])

    look()
    page.get_by_role("button", name="Check the change").click()
    look()  # nothing was chosen
    page.locator("#id_region").select_option(label="North")
    page.get_by_label("Ash School").check()
    page.get_by_label("Cedar School").check()
    page.get_by_role("button", name="Check the change").click()
    look()
    assert "Change 2 schools" in page.inner_text("h1")
    page.get_by_role("button", name="Change these schools").click()
    look()
    assert "2 schools changed" in page.inner_text("h1")
    changed = School.objects.filter(region=north).order_by("name")
    assert [school.name for school in changed] == ["Ash School", "Cedar School"]
    assert found == []
