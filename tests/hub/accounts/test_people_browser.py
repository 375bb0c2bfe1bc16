"""In a real browser: an officer is invited, signs up, works, and is ended; and every page of it."""

import re

import pytest
from django.urls import reverse

from hub.accounts.models import RoleGrant, User
from hub.messaging.models import Message
from tests.factories.accounts import make_user
from tests.factories.invitations import invite, invitee
from tests.factories.schools import SchoolFactory
from tests.hub.accounts.test_second_factor import totp

pytestmark = pytest.mark.browser

NEW = "nora@hub.example"


def path_in(message):
    """The path of the invitation's link in an e-mail."""
    return re.search(r"/invitation/\S+", message.text)[0]


def press(page, text):
    page.get_by_role("button", name=text, exact=True).click()
    page.wait_for_load_state()


@pytest.fixture
def office(portal):
    """A manager with things to manage."""
    return make_user("manager", name="Margaret Okafor")


def test_an_officer_is_invited_signs_up_works_and_is_ended(browse, office):
    # A manager invites an officer.
    manager = browse("/people/", user=office).page
    manager.get_by_role("button", name="Invite somebody").click()
    manager.get_by_role("link", name="School visits officer").click()
    manager.get_by_label("E-mail address").fill(NEW)
    press(manager, "Send the invitation")
    assert f"The invitation is on its way to {NEW}" in manager.content()

    # The officer opens the link, signs up, and sets up a second factor.
    theirs = browse(path_in(Message.objects.get(to=NEW))).page
    theirs.get_by_label("Full name").fill("Nora Novak")
    theirs.get_by_label("Password", exact=True).fill("kettle velvet sparrow")
    press(theirs, "Create account and accept")
    assert theirs.url.endswith(reverse("mfa_index"))
    theirs.goto(reverse("mfa_activate_totp"))
    secret = theirs.locator("code").text_content()
    theirs.get_by_label(re.compile("code", re.IGNORECASE)).last.fill(totp(secret))
    press(theirs, "Turn on")

    # They reach their own home, with the menu of staff.
    theirs.goto("/home/")
    assert theirs.url.endswith("/home/staff/")
    theirs.get_by_role("link", name="Schools", exact=True).click()
    assert theirs.locator("h1").text_content() == "Schools"

    # The manager ends the role.
    manager.goto(reverse("people:person", args=[User.objects.get(email=NEW).pk]))
    manager.get_by_role("link", name=re.compile("^end")).click()
    press(manager, "End this role")
    assert "The role has ended" in manager.content()

    # The officer's next click sees nothing.
    theirs.goto("/schools/")
    assert "/accounts/login/" in theirs.url
    assert theirs.get_by_role("link", name="Schools", exact=True).count() == 0
    assert not RoleGrant.objects.live().filter(user__email=NEW).exists()


PAGES = {
    "people": "/people/",
    "nobody found": "/people/?q=nobody&role=king",
    "invitations": "/people/invitations/",
    "choose a role": "/people/invite/",
    "invite": "/people/invite/lead/",
    "settings": "/settings/",
    "contact": "/settings/contact/",
    "colours and logo": "/settings/look/",
    "authorities": "/settings/authorities/",
}


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_pages_have_no_fault_that_axe_finds(browse, office, path, width):
    long = "Wolfeschlegelsteinhausen-Bergerdorff " * 2
    person = make_user("lead", name=long.strip(), email=f"{'long' * 12}@people.example")
    invite(person.email, "lead", office, school=SchoolFactory(name=long))
    visit = browse(path, user=office, width=width)
    assert (visit.status, visit.axe(), visit.scrolls_sideways()) == (200, [], False)


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", ["person", "deactivate", "sign_out"])
def test_pages_of_a_person_have_no_fault(browse, office, name, width):
    person = make_user("lead", "tutor", name="Wolfeschlegelsteinhausen-Bergerdorff")
    invite(person.email, "editor", office)
    visit = browse(reverse(f"people:{name}", args=[person.pk]), user=office, width=width)
    assert (visit.status, visit.axe(), visit.scrolls_sideways()) == (200, [], False)


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", ["role_change", "role_end"])
def test_pages_of_a_role_have_no_fault(browse, office, name, width):
    held = make_user("officer").grants.get()
    visit = browse(reverse(f"people:{name}", args=[held.pk]), user=office, width=width)
    assert (visit.status, visit.axe(), visit.scrolls_sideways()) == (200, [], False)


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("who", ["nobody", "invited", "somebody else", "has an account"])
def test_the_page_of_an_invitation_has_no_fault(browse, office, who, width):
    page = reverse("invitations:accept", args=[invite(NEW, "editor", office).token])
    user = {
        "invited": lambda: invitee(email=NEW),
        "somebody else": lambda: invitee("carer"),
    }.get(who, lambda: None)()
    if who == "has an account":
        invitee(email=NEW)
    visit = browse(page, user=user, width=width)
    assert visit.status == (403 if who == "somebody else" else 200)
    assert (visit.axe(), visit.scrolls_sideways()) == ([], False)


@pytest.mark.parametrize("width", [360, 1280])
def test_errors_beside_their_fields_have_no_fault(browse, office, width):
    visit = browse("/settings/look/", user=office, width=width)
    visit.page.get_by_label("Brand colour").fill("#808080")
    press(visit.page, "Save colours and logo")
    assert "White text on this colour reaches 3.94:1 and needs 4.5:1" in visit.page.content()
    assert (visit.axe(), visit.scrolls_sideways()) == ([], False)


def test_a_new_colour_is_on_the_next_page(browse, office):
    visit = browse("/settings/look/", user=office)
    visit.page.get_by_label("Brand colour").fill("#003366")
    press(visit.page, "Save colours and logo")
    # The stylesheet may be a minute old: what the browser kept is asked for anew.
    visit.page.context.new_cdp_session(visit.page).send("Network.clearBrowserCache")
    visit.page.reload()
    header = visit.page.locator(".hub-header")
    colour = header.evaluate("element => getComputedStyle(element).backgroundColor")
    assert colour == "rgb(0, 51, 102)"


def test_everything_works_without_script(browse, office):
    page = browse("/people/invite/editor/", user=office, script=False).page
    page.get_by_label("E-mail address").fill(NEW)
    press(page, "Send the invitation")
    page.get_by_role("link", name=re.compile("^withdraw")).click()
    press(page, "Withdraw it")
    assert "The invitation was withdrawn" in page.content()
