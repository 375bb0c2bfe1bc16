"""A carer adds twins, says what they need and agrees to, and asks the other carer in."""

import re

import pytest
from django.urls import reverse

from hub.messaging.models import Message
from hub.people.models import Consent, Pupil
from tests.browser import DESK, PHONE
from tests.factories.accounts import make_user
from tests.factories.people import make_carer
from tests.factories.schools import SchoolFactory

pytestmark = pytest.mark.browser

STREET = "99 Secret Street"


def add_child(page, name):
    """From My family through the form, what helps and consents to the page of the child."""
    page.get_by_role("button", name="Add a child").click()
    page.get_by_label("First name", exact=True).fill(name)
    page.get_by_label("Last name", exact=True).fill("Wolfeschlegelsteinhausen-Bergerdorff")
    for box, typed in (("Day", "5"), ("Month", "november"), ("Year", "2017")):
        page.get_by_label(box, exact=True).fill(typed)
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("At a school or nursery").check()
    page.get_by_label("School or nursery", exact=True).fill("oakfield prim")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Mother", exact=True).check()
    page.get_by_label("Yes", exact=True).check()
    page.get_by_role("button", name="Add this child").click()


def words_of(page):
    """The words of the page, once all of it has come."""
    page.wait_for_load_state()
    return page.inner_text("main")


@pytest.mark.parametrize(("width", "script"), [(PHONE, True), (DESK, False)])
def test_twins_are_added_and_the_other_carer_is_asked_in(browse, width, script):
    SchoolFactory(name="Oakfield Primary School")
    mother = make_carer(make_user("carer", name="Jo Fairweather"), street=STREET).user
    visit = browse(reverse("family:home"), user=mother, width=width, script=script)
    page, faults = visit.page, {}

    def look(name):
        # Without script axe cannot run; it looks at the same pages with it.
        faults[name] = (visit.axe() if script else [], visit.scrolls_sideways())

    look("empty")
    for name in ("Robin", "Ashley"):
        add_child(page, name)
        look("needs")
        page.get_by_label("What helps them to learn").fill("Large print")
        page.get_by_label("Whom to phone in an emergency").fill("Granny Oak")
        page.get_by_label("Their phone number").fill("01632 960111")
        page.get_by_role("button", name="Save").click()
        look("consents")
        page.get_by_label("Telling the school").check()
        page.get_by_role("button", name="Save").click()
        assert "Granny Oak, 01632 960111" in words_of(page)
        look("child")
        page.get_by_role("link", name="My family").first.click()
    look("two children")
    page.get_by_role("button", name="Add a child").click()
    page.get_by_role("button", name="Continue").click()
    assert "There is a problem" in words_of(page)
    look("refused")
    page.get_by_role("link", name="My family").first.click()
    page.get_by_role("link", name="Robin").click()
    page.get_by_role("button", name="Invite another carer").click()
    look("invite")
    page.get_by_label("Their e-mail address").fill("sam@homes.example")
    page.get_by_label("Father", exact=True).check()
    page.get_by_label("Yes", exact=True).check()
    page.get_by_label("See the lessons, and tell us of absences").check()
    page.get_by_role("button", name="Send the invitation").click()
    assert "on its way to sam@homes.example" in words_of(page)

    text = Message.objects.get(template="family/email/carer_invited").text
    path = re.search(r"/family/invitation/\S+", text)[0]
    other = browse(path, width=width, script=script)
    page, visit = other.page, other
    look("invitation")
    page.get_by_label("Full name").fill("Sam Fairweather")
    page.get_by_label("Password", exact=True).fill("crotchet-and-quaver-9")
    page.get_by_role("button", name="Create account and accept").click()
    assert "You now look after these children" in words_of(page)
    assert "Ashley" not in words_of(page)
    page.get_by_role("link", name="Robin").click()
    words = words_of(page)
    assert ("Oakfield" in words, "Jo Fairweather" in words, STREET in words) == (True, True, False)
    look("child of the other carer")
    page.get_by_role("link", name="I no longer look after").click()
    look("leave")
    page.get_by_role("button", name="Stop being a carer").click()
    assert "You are no longer a carer of" in words_of(page)
    assert (Pupil.objects.count(), Consent.objects.live().count()) == (2, 2)
    assert faults == dict.fromkeys(faults, ([], False))
