"""Booking in a real browser: a visitor takes two groups, signs up, books for two children."""

import datetime
import re

import pytest
from django.core.cache import cache

from hub.accounts.models import User
from hub.messaging.models import Message
from hub.places.choices import PlaceState
from tests.factories.calendar import make_year
from tests.factories.people import born
from tests.factories.tuition import PriceFactory, ProvisionFactory, make_lessons, make_offer
from tuition.models import Enrolment

pytestmark = pytest.mark.browser
CODE = re.compile(r"\b[B-Z]{4}-[B-Z]{4}\b")


@pytest.mark.parametrize(("width", "script"), [(360, True), (1280, False)])
def test_a_visitor_books_two_groups_for_two_children(browse, width, script):
    cache.clear()
    make_year()
    PriceFactory()
    violins = ProvisionFactory(title="Wednesday violins")
    strings = ProvisionFactory(title="String beginners", starts_at=datetime.time(17))
    found = []

    def look(visit):
        found.extend(visit.axe() if script else [])
        found.extend(
            ["scrolls sideways"]
            if visit.scrolls_sideways(*([320, width] if script else [width]))
            else []
        )

    visit = browse(violins.get_absolute_url(), width=width, script=script)
    page = visit.page
    page.set_default_timeout(12_000)

    def press(name):
        page.get_by_role("button", name=name, exact=True).first.click()

    def take(provision):
        page.goto(provision.get_absolute_url())
        page.locator(f"form[action$='/{provision.pk}/take/'] button").click()

    take(violins)
    take(strings)
    assert "We are holding these places until" in page.inner_text("main")
    look(visit)
    press("Keep them 30 minutes longer")
    page.get_by_role("button", name="Continue").click()

    # They have no account yet: the basket is still theirs after signing up.
    page.get_by_role("link", name="create an account").click()
    page.locator("input[name=name]").fill("Ngozi O'Brien")
    page.locator("input[name=email]").fill("ngozi@people.example")
    page.locator("input[name=password1]").fill("violet-anchor-tuesday")
    press("Create an account")
    code = CODE.search(Message.objects.latest("pk").text)[0]
    page.locator("input[name=code]").fill(code)
    press("Continue")
    assert "Tell us first who learns" in page.inner_text("main")
    look(visit)

    for name in ("Ada", "Ben"):
        page.get_by_role("link", name="Add a child").or_(
            page.get_by_role("button", name="Add a child")
        ).first.click()
        page.locator("input[name=first_name]").fill(name)
        page.locator("input[name=last_name]").fill("O'Brien")
        day = born(8)
        for box, number in enumerate((day.day, day.month, day.year)):
            page.locator(f"input[name=born_on_{box}]").fill(str(number))
        press("Continue")
        page.locator("input[name=schooling][value=home]").check()
        press("Continue")
        page.locator("input[name=relationship][value=mother]").check()
        page.locator("input[name=has_responsibility]").first.check()
        press("Add this child")
    look(visit)
    page.get_by_label("Ada", exact=True).check()
    page.get_by_label("Ben", exact=True).check()
    press("Continue")
    # The second group waits for an answer: only one of them.
    page.get_by_label("Ben", exact=True).check()
    press("Continue")
    text = page.inner_text("main")
    assert ("Check what you send" in text, "Nothing to pay now" in text) == (True, True)
    look(visit)
    press("Take these places")
    assert "Tick the box to agree to the terms" in page.inner_text(".govuk-error-summary")
    look(visit)
    page.get_by_label("I have read the terms").check()
    press("Take these places")
    assert page.inner_text("main").count("Confirmed") == 3
    look(visit)
    assert Enrolment.objects.filter(state=PlaceState.CONFIRMED).count() == 3

    # Later an offer comes, from the list.
    user = User.objects.get(email="ngozi@people.example")
    child = user.carer.links.first().pupil
    offer = make_offer(
        pupil=child, provision=make_lessons(), weekday=1, starts_at=datetime.time(15)
    )
    page.goto("/family/")
    page.locator(f"a[href='/lessons/offers/{offer.pk}/']").first.click()
    look(visit)
    page.get_by_role("button", name="Accept this place").click()
    look(visit)
    press("Accept this place")
    assert "The place is yours" in page.inner_text("main")
    look(visit)
    assert Enrolment.objects.get(pk=offer.pk).state == PlaceState.CONFIRMED
    assert found == []
