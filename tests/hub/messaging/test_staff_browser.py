"""A manager at work on e-mails, in a real browser: one that did not go, and the texts of all."""

import pytest
from django.urls import reverse

from hub.messaging import outbox
from hub.messaging.models import Message
from hub.platform.choices import WorkState
from tests.browser import DESK, PHONE
from tests.factories.accounts import make_user

pytestmark = pytest.mark.browser


@pytest.fixture
def lost(portal):
    """An e-mail that its address refused."""
    row = outbox.queue(
        template="people/email/role_ended",
        to="ana@people.exmaple",
        context={"role": "Music lead (Oakfield Primary School)"},
    )
    Message.objects.filter(pk=row.pk).update(
        state=WorkState.FAILED, attempts=1, last_error="SMTPRecipientsRefused 550"
    )
    return row


@pytest.mark.parametrize("script", [True, False])
def test_a_manager_corrects_an_address_and_sends_again(browse, lost, script):
    visit = browse("/home/manager/", user=make_user("manager"), script=script)
    page = visit.page
    page.get_by_role("link", name="Find out why e-mails are not sent").click()
    page.get_by_role("link", name="A role of yours").click()
    assert "there is no such address" in page.inner_text("main")
    page.get_by_role("button", name="Correct the address").click()
    page.get_by_label("E-mail address").fill("ana@people.example")
    page.get_by_role("button", name="Send it to this address").click()
    assert "It waits to be sent to ana@people.example" in page.inner_text("main")


def test_a_manager_ticks_what_did_not_go_and_sends_it_again(browse, lost):
    visit = browse("/messages/?state=lost", user=make_user("manager"), width=PHONE)
    page, faults = visit.page, []
    faults += visit.axe()
    page.get_by_label("Send “A role of yours").check()
    page.get_by_role("button", name="Send the ticked ones again").click()
    faults += visit.axe()
    page.get_by_role("button", name="Send it again").click()
    faults += visit.axe()
    assert "Now: 1 waiting." in page.inner_text("main")
    assert (faults, visit.scrolls_sideways(PHONE, DESK)) == ([], False)


def test_a_manager_looks_through_the_texts(browse, portal):
    visit = browse(reverse("messages:templates"), user=make_user("manager"), width=PHONE)
    page = visit.page
    page.get_by_role("link", name="Invitation", exact=True).click()
    assert (visit.axe(), visit.scrolls_sideways(PHONE, DESK)) == ([], False)
    page.get_by_role("button", name="Send a copy to me").click()
    assert "A copy is on its way" in page.inner_text("main")
    page.get_by_role("button", name="See it as it is sent").click()
    assert (page.locator("h1").inner_text(), visit.scrolls_sideways(PHONE, DESK)) == (
        "Your invitation to Music Hub",
        False,
    )
