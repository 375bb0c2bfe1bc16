"""In a real browser: an officer is invited, signs up, works, and is ended; and every page of it."""

import re

import pytest
from django.urls import reverse

from hub.accounts.models import RoleGrant, User
from hub.messaging.models import Message
from tests.browser import DESK, PHONE
from tests.factories.accounts import make_user
from tests.factories.invitations import invite, invitee
from tests.factories.schools import SchoolFactory
from tests.hub.accounts.second_step import totp

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
    assert theirs.locator("a[href='/schools/']").count() == 0
    assert not RoleGrant.objects.live().filter(user__email=NEW).exists()


PAGES = [
    "/people/",
    "/people/?q=nobody&role=king",
    "/people/invitations/",
    "/people/invite/",
    "/people/invite/lead/",
    "/settings/",
    "/settings/contact/",
    "/settings/look/",
    "/settings/authorities/",
]
LONG = "Wolfeschlegelsteinhausen-Bergerdorff"


def faults(browse, paths, *, user=None, status=200):
    """What is wrong with these pages, each as (path, status, what axe finds, too wide)."""
    found = []
    # One visit for all: a new database for each page would take most of the time.
    visit = browse(paths[0], user=user, width=PHONE)
    for path in paths:
        answer = visit.page.goto(path)
        told = (path, answer.status, visit.axe(), visit.scrolls_sideways(PHONE, DESK))
        if told != (path, status, [], False):
            found.append(told)
    return found


def test_every_page_is_free_of_faults(browse, office):
    person = make_user(
        "lead", "tutor", name=f"{LONG} {LONG}", email=f"{'long' * 12}@people.example"
    )
    invite(person.email, "lead", office, school=SchoolFactory(name=f"{LONG} {LONG}"))
    held = make_user("officer").grants.get()
    about = [
        *(
            reverse(f"people:{act}", args=[person.pk])
            for act in ("person", "deactivate", "sign_out")
        ),
        *(reverse(f"people:{act}", args=[held.pk]) for act in ("role_change", "role_end")),
    ]
    assert faults(browse, [*PAGES, *about], user=office) == []


def test_the_page_of_an_invitation_is_free_of_faults(browse, office):
    page = [reverse("invitations:accept", args=[invite(NEW, "editor", office).token])]
    other = invitee("carer")
    assert faults(browse, page) == []
    assert faults(browse, page, user=other, status=403) == []
    invited = invitee(email=NEW)
    assert faults(browse, page) == []
    assert faults(browse, page, user=invited) == []


def test_errors_beside_their_fields_have_no_fault(browse, office):
    visit = browse("/settings/look/", user=office, width=PHONE)
    visit.page.get_by_label("Brand colour").fill("#808080")
    press(visit.page, "Save colours and logo")
    assert "White text on this colour reaches 3.94:1 and needs 4.5:1" in visit.page.content()
    assert (visit.axe(), visit.scrolls_sideways(PHONE, DESK)) == ([], False)


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
