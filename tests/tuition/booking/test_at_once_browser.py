"""Booking at once in a real browser, with script and without."""

import pytest

from tests.factories.calendar import make_year
from tests.factories.people import make_carer, make_child
from tests.factories.tuition import PriceFactory, ProvisionFactory
from tuition.models import Enrolment

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "script"), [(360, True), (1280, True), (360, False)])
def test_a_carer_books_two_children_on_the_page_of_the_group(browse, width, script):
    make_year()
    PriceFactory()
    group, parent = ProvisionFactory(title="Wednesday violins"), make_carer()
    for name in ("Ada", "Ben"):
        make_child(parent, first_name=name)
    found = []

    def look():
        found.extend(visit.axe() if script else [])
        found.extend(["scrolls sideways"] if visit.scrolls_sideways(width) else [])

    visit = browse(group.get_absolute_url(), user=parent.user, width=width, script=script)
    page = visit.page
    look()
    page.get_by_label("Ada", exact=True).check()
    page.get_by_label("Ben", exact=True).check()
    page.get_by_role("button", name="Take a place").click()
    assert "Tick the box to agree to the terms" in page.inner_text(".govuk-error-summary")
    assert page.get_by_label("Ben", exact=True).is_checked()
    look()
    page.get_by_label("I have read the terms").check()
    page.get_by_role("button", name="Take a place").click()
    assert page.inner_text("main").count("The place is yours.") == 2
    look()
    assert [str(each.state) for each in Enrolment.objects.all()] == ["confirmed", "confirmed"]
    assert found == []
