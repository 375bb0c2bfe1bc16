"""The office finds a family, reads needs, puts two records together and takes them apart."""

import pytest
from django.urls import reverse

from hub.people.models import PupilMerge
from tests.browser import DESK, PHONE
from tests.factories.accounts import make_user
from tests.factories.people import CarerFactory, CarerLinkFactory, NeedsFactory, PupilFactory
from tests.factories.schools import SchoolFactory

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "script"), [(PHONE, True), (DESK, False)])
def test_from_the_search_to_one_record_and_back_to_two(browse, width, script):
    office = make_user("office", name="Olga Office", second_factor=True)
    larch = SchoolFactory(name="Larch Primary School")
    robin, again = (
        PupilFactory(first_name=name, last_name="Wolfeschlegelsteinhausen-Maple", school=larch)
        for name in ("Robin", "Robyn")
    )
    father = CarerFactory(name="Frédéric Maple")
    CarerLinkFactory(carer=father, pupil=robin, restriction="whereabouts", restriction_words="x")
    CarerLinkFactory(pupil=again)
    NeedsFactory(pupil=robin, medical="Carries an inhaler")
    visit = browse(reverse("families:search"), user=office, width=width, script=script)
    page, faults = visit.page, {}

    def look(name):
        # Without script axe cannot run; it looks at the same pages with it.
        faults[name] = (visit.axe() if script else [], visit.scrolls_sideways())

    look("list")
    if script and width == PHONE:
        page.locator("summary", has_text="Search and filters").click()
    page.get_by_label("Search", exact=True).fill("frederic")
    page.get_by_role("button", name="Apply filters").click()
    look("found")
    page.get_by_role("link", name="Robin Wolfeschlegelsteinhausen-Maple").click()
    look("record")
    assert "inhaler" not in page.inner_text("main")
    page.get_by_role("button", name="Show needs").click()
    assert "Carries an inhaler" in page.inner_text("main")
    look("needs")
    visit.go(visit.origin + reverse("families:duplicates"))
    look("duplicates")
    page.get_by_role("link", name="Compare").click()
    look("compare")
    page.get_by_role("button", name="Continue to put them together").click()
    assert "Choose which record stays" in page.inner_text("main")
    look("refused")
    page.get_by_label(f"({robin.reference})").check()
    page.get_by_role("button", name="Continue to put them together").click()
    assert "Nothing is changed yet" in page.inner_text("main")
    look("check")
    page.get_by_role("button", name="Put them together").click()
    assert f"{again.reference} went into this record" in page.inner_text("main")
    look("merged")
    page.get_by_role("link", name="take it apart").click()
    look("undo")
    page.get_by_role("button", name="Take them apart").click()
    assert f"{again.reference} stands by itself again" in page.inner_text("main")
    assert PupilMerge.objects.get().undone_at is not None
    assert faults == dict.fromkeys(faults, ([], False))
