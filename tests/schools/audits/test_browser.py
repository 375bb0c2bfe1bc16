"""A lead begins, answers and hands in the audit, and reads its result, in a real browser."""

import pytest

from hub.calendar.years import AcademicYear
from hub.surveys import answering
from hub.surveys.answering import Given
from schools.audits import content
from schools.models import Audit
from tests.browser import DESK, PHONE
from tests.factories.accounts import make_user
from tests.factories.audits import answer, submitted_audit
from tests.factories.schools import SchoolFactory

pytestmark = pytest.mark.browser
_BY_HAND = {"leadership", "singing"}


def answer_the_others(audit, by):
    """Every area but those that the test answers in the browser."""
    for section in audit.filling.version.sections.all():
        known = content.areas()[section.key]
        if section.key not in _BY_HAND:
            cleaned = {each.key: Given("emerging") for each in known.statements}
            answering.save(filling=audit.filling, section=section, cleaned=cleaned, seen={}, by=by)


@pytest.mark.parametrize(("width", "script"), [(PHONE, True), (DESK, False)])
def test_a_lead_does_the_audit(browse, width, script):
    school = SchoolFactory(name="Own School")
    lead = make_user("lead", scope={"school": school}, name="Ada Lead")
    head = make_user("head", scope={"school": school}, name="Hal Head")
    year = AcademicYear.current()
    submitted_audit(school, year=year - 1, level="emerging", by=lead)
    visit = browse(f"/schools/{school.pk}/audit/", user=lead, width=width, script=script)
    page, faults = visit.page, {}

    def look(name):
        # Without script axe cannot run; it looks at the same pages with it.
        faults[name] = (visit.axe() if script else [], visit.scrolls_sideways())

    def main():
        return page.inner_text("main")

    look("start")
    page.get_by_role("button", name="Begin the audit").click()
    look("areas")
    assert "0 of 11 areas are completed" in main()
    page.get_by_role("link", name="Leadership and vision").click()
    look("area")
    assert f"From your answers in {year.previous}" in main()
    for each in content.areas()["leadership"].statements:
        page.locator(f"input[name='{each.key}'][value='established']").check()
    page.locator("[name='leadership-vision-note']").fill("On our website")
    page.locator("input[type=file]").set_input_files(
        {"name": "vision.pdf", "mimeType": "application/pdf", "buffer": b"MZ no PDF"}
    )
    page.get_by_role("button", name="Save and continue").click()
    look("refused file")
    assert "is called .pdf but is something else" in main()
    assert page.locator("[name='leadership-vision-note']").input_value() == "On our website"
    page.get_by_role("button", name="Save and continue").click()
    assert page.inner_text("h1") == "Curriculum"

    audit = Audit.objects.open().get()
    answer_the_others(audit, lead)
    page.goto(f"/schools/{school.pk}/audit/{str(year).replace('/', '-')}/area/singing/")
    answer(audit, "singing-plan", "exemplary", "Hal was here", by=head)
    for each in content.areas()["singing"].statements:
        page.locator(f"input[name='{each.key}'][value='not-yet']").check()
    page.locator("[name='singing-plan-note']").fill("Ada was here")
    page.get_by_role("button", name="Save and continue").click()
    look("settle")
    assert "Hal was here" in main()
    assert "Ada was here" in main()
    page.get_by_label("Both notes").check()
    page.get_by_role("button", name="Save what I chose").click()
    assert page.inner_text("h1") == "Check your answers"
    look("check")
    assert "Every statement is answered." in main()
    page.get_by_role("button", name="Hand in the audit").click()
    look("result")
    assert page.inner_text("h1") == f"Audit result {year}"
    assert f"Since {year.previous}: 1 further on" in main()
    assert "Start a choir for six weeks" in main()
    assert faults == dict.fromkeys(faults, ([], False))
