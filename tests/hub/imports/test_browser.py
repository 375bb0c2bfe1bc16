"""The journey of a file in a real browser, with script and without, and what axe finds on it."""

import pytest

from schools.models import School
from tests.browser import DESK, PHONE, come_round
from tests.factories.accounts import make_user
from tests.schools.register import row, write
from tests.worker import heavy_worker  # noqa: F401

pytestmark = pytest.mark.browser

ROWS = [row(500001, name="St Alban’s School"), row(500002), row(""), row(500001, name="Twice")]


@pytest.mark.parametrize(("width", "script"), [(DESK, True), (PHONE, False)])
def test_a_manager_takes_the_register_in(
    browse,
    heavy_worker,  # noqa: F811
    tmp_path,
    width,
    script,
):
    register = write(tmp_path / "register.csv", ROWS)
    visit = browse("/imports/", user=make_user("manager"), width=width, script=script)
    page = visit.page
    faults = {}

    def look(name):
        # Without script axe cannot run; it looks at the same pages with it.
        faults[name] = (visit.axe() if script else [], visit.scrolls_sideways())

    look("history")
    page.get_by_role("link", name="Register of schools").click()
    page.locator("input[name=register]").set_input_files(register)
    page.get_by_label("Local authorities to add").fill("901")
    look("form")
    page.get_by_role("button", name="Check this file").click()
    button = come_round(page, page.get_by_role("button", name="Take it in"), script=script)
    rejected = page.get_by_role("table").inner_text()
    assert "there is no URN" in rejected
    assert "URN 500001 stands already in line 2" in rejected
    assert School.objects.count() == 0
    look("preview")
    button.click()
    done = page.get_by_role("heading", name="What was done")
    come_round(page, done, script=script)
    assert School.objects.count() == 2
    page.get_by_role("link", name="Imports").first.click()
    assert "Taken in" in page.get_by_role("table").inner_text()
    assert faults == dict.fromkeys(faults, ([], False))
