"""From an empty draft to the public page, its files and the HTML to paste, in a real browser."""

import pytest

from schools.models import Plan, PlanVersion
from schools.summaries import publishing, tasks
from tests.browser import DESK, PHONE
from tests.factories.accounts import make_user
from tests.factories.plans import full_plan
from tests.factories.schools import SchoolFactory

pytestmark = pytest.mark.browser
TEXT = """# What we teach

- Year 3: an hour
- Year 4: an hour

| Year | Minutes |
| --- | --- |
| 3 | 60 |
"""


@pytest.mark.parametrize(("width", "script"), [(PHONE, True), (DESK, False)])
def test_a_lead_previews_takes_away_and_everybody_reads(browse, width, script):
    school = SchoolFactory(name="Wolfeschlegelsteinhausen-Bergerdorff Primary School")
    lead = make_user("lead", scope={"school": school}, name="Ada Lead")
    plan = full_plan(school=school, part_a=TEXT, future="")
    address = f"/schools/{school.pk}/plan/{plan.pk}/summary/"
    visit = browse(address, user=lead, width=width, script=script)
    page, faults = visit.page, {}

    def look(name, seen=visit):
        # Without script axe cannot run; it looks at the same pages with it.
        faults[name] = (seen.axe() if script else [], seen.scrolls_sideways())

    look("with something missing")
    assert "Write something under “In the future”." in page.inner_text("main")
    Plan.objects.filter(pk=plan.pk).update(future="A second choir.")
    page.reload()
    look("whole")
    page.get_by_role("link", name="HTML for your website").click()
    look("to paste")
    box = page.get_by_label("HTML of the summary")
    assert "<h3>Part A: Curriculum music</h3>" in box.input_value()
    copy = page.get_by_role("button", name="Copy the HTML")
    assert copy.count() == (1 if script else 0)
    if script:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        copy.click()
        page.get_by_text("Copied. Paste it into your page.").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == box.input_value()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Download it as an HTML file").click()
    assert saved.value.suggested_filename.endswith(".html")
    Plan.objects.filter(pk=plan.pk).update(state="agreed", agreed_at=plan.begun_at)
    publishing.publish(plan=plan, by=lead)
    tasks.make_files(PlanVersion.objects.get().pk)
    public = browse(f"/schools/plans/{school.urn}/", width=width, script=script)
    look("public", public)
    assert "Part C: Musical experiences" in public.page.inner_text("main")
    for name in ("Download as PDF", "Download as a Word document"):
        with public.page.expect_download() as saved:
            public.page.get_by_role("link", name=name).click()
        assert school.name.split("-")[0].lower() in saved.value.suggested_filename
    assert faults == dict.fromkeys(faults, ([], False))
