"""The demo's outbox in a real browser: empty, full, narrowed; a letter and its drawing."""

import pytest
from django.urls import reverse

from hub.messaging import outbox
from tests.browser import DESK, PHONE

pytestmark = pytest.mark.browser
LIST = reverse("messaging:outbox")


@pytest.fixture
def letters(portal, settings):
    """More e-mails of the demo than one page holds; a list of Messages."""
    settings.HUB_DEMO = True
    context = {"code": "ABCD-EFGH", "minutes": 10}
    return [
        outbox.queue(
            template="account/email/sign_in_code", to=f"ana{n}@people.example", context=context
        )
        for n in range(25)
    ]


def test_the_pages_of_the_outbox_have_no_fault(browse, letters):
    visit, faults = browse(LIST, width=PHONE), {}
    for path in (LIST, f"{LIST}?to=nobody", reverse("messaging:message", args=[letters[0].pk])):
        visit.go(path)
        faults[path] = (visit.status, visit.axe(), visit.scrolls_sideways(PHONE, DESK))
    assert faults == dict.fromkeys(faults, (200, [], False))
    visit.go(reverse("messaging:as_sent", args=[letters[0].pk]))
    assert (visit.scrolls_sideways(PHONE, DESK), visit.page.locator("h1").count()) == (False, 1)


def test_somebody_finds_their_code_without_signing_in(browse, letters):
    page = browse("/", script=False).page
    page.get_by_role("link", name="See the e-mails it would have sent").click()
    page.get_by_label("E-mail address").fill("ana7@")
    page.get_by_role("button", name="Apply filters").click()
    page.get_by_role("link", name="Your sign-in code").click()
    assert "ABCD-EFGH" in page.inner_text("main")
    page.get_by_role("link", name="See it as it is sent").click()
    assert "ABCD-EFGH" in page.inner_text("body")
