"""Questionnaires in a real browser: a manager drafts, edits, looks and publishes."""

import pytest

from hub.surveys.choices import Kind
from hub.surveys.models import Version
from tests.browser import DESK, PHONE
from tests.factories.accounts import make_user
from tests.factories.surveys import make_questionnaire, make_version

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "script"), [(PHONE, True), (DESK, False)])
def test_a_manager_edits_looks_and_publishes(browse, width, script):
    make_version(
        questionnaire=make_questionnaire(key="sing", title="How we sing"),
        questions=[
            {"key": "choir", "kind": Kind.YES_NO, "wording": "Is there a choir?"},
            {"key": "years", "kind": Kind.YEARS, "wording": "Minutes?", "unit": "minutes"},
        ],
    )
    visit = browse("/surveys/", user=make_user("manager"), width=width, script=script)
    page = visit.page

    def fine():
        page.locator("footer").wait_for()
        if script:
            assert (visit.axe(), visit.scrolls_sideways()) == ([], False)

    fine()
    page.click("text=How we sing")
    fine()
    page.click("text=Make a draft to change it")
    fine()
    page.click("text=Add a question")
    fine()
    page.fill("#id_wording", "How often does it meet?")
    page.check("text=A step of a scale")
    page.click("button:has-text('Add the question')")
    page.fill("#id_words-0", "Weekly")
    page.fill("#id_words-1", "Now and then")
    page.fill("#id_description-1", "Before concerts, for instance.")
    fine()
    page.click("text=Save the answers")
    fine()
    page.click("text=When it is asked >> nth=2")
    page.check("text=Yes")
    fine()
    page.click("text=Save it")
    page.click("text=See it as it is asked")
    fine()
    scale = page.locator("text=How often does it meet?")
    if script:
        assert not scale.first.is_visible()
        page.check("label:has-text('Yes')")
        assert not page.locator("text=Only if you answered").is_visible()
        fine()
    else:
        assert page.locator("text=Only if you answered “Yes” to: Is there a choir?").is_visible()
        page.check("label:has-text('Yes')")
    page.check("label:has-text('Now and then')")
    page.click("text=Try it")
    assert "Nothing was saved" in page.inner_text("main")
    page.click("text=Check and publish")
    fine()
    page.fill("#id_note", "Asks how often")
    page.click("button:has-text('Publish it')")
    assert "is asked from now on" in page.inner_text("main")
    fine()
    assert Version.objects.published().get(questionnaire__key="sing").number == 2
