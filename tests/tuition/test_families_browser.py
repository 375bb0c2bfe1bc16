"""Families from end to end, in a real browser at the width of a phone: a visitor finds violin near
a postcode, makes an account and applies for two children; the office offers one a place, the other
waits and gets the place that comes free; the other carer, of whom it is kept where the child is,
sees the lesson and no address; notice shows its date before it is given.
"""

import datetime
import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from hub.accounts.models import User
from hub.messaging.models import Message
from hub.people.models import Pupil
from hub.places import verbs
from hub.places.choices import PlaceState
from tests.browser import DESK, PHONE
from tests.factories.accounts import make_user
from tests.factories.calendar import make_year
from tests.factories.people import CarerLinkFactory, born, make_carer
from tests.factories.schools import SchoolFactory
from tests.factories.tuition import EnrolmentFactory, PriceFactory, VenueFactory, make_lessons
from tuition.models import Enrolment

pytestmark = pytest.mark.browser
CODE = re.compile(r"\b[B-Z]{4}-[B-Z]{4}\b")
STREET = "77 Cloister Row"


@pytest.fixture
def walk(browse):
    """``walk(address, user=…)``: the pages that somebody opens one after another."""

    class Walk:
        def __init__(self, address, *, user=None, width=PHONE, script=True):
            self.visit = browse(address, user=user, width=width, script=script)
            self.page, self.script, self.faults = self.visit.page, script, []
            self.page.set_default_timeout(12_000)

        def look(self):
            """Note what is wrong with the page; without script axe cannot run."""
            found = self.visit.axe() if self.script else []
            found += ["scrolls sideways"] if self.visit.scrolls_sideways() else []
            self.faults += [f"{self.page.url}: {fault}" for fault in found]

        def press(self, name):
            self.page.get_by_role("button", name=name, exact=True).first.click()

        def main(self):
            return self.page.inner_text("main")

    return Walk


@pytest.fixture
def violin():
    """Violin lessons near WX1 with two places; somebody has one of them, on Tuesdays at three."""
    cache.clear()
    make_year()
    SchoolFactory(postcode="WX1 5AA", easting=400_000, northing=200_000)
    centre = VenueFactory(name="Westbury Music Centre", street=STREET)
    PriceFactory(kind="individual")
    lessons = make_lessons(venue=centre, capacity=2, tutor=make_user("tutor", name="Tina Tutor"))
    EnrolmentFactory(provision=lessons, weekday=1, starts_at=datetime.time(15))
    return lessons


@pytest.mark.parametrize("script", [True, False])
def test_from_looking_for_violin_to_giving_notice(walk, violin, script):
    family = walk(reverse("tuition:find"), script=script)
    find_and_take(family, violin)
    make_an_account(family)
    apply_for_two(family)
    ada, ben = Enrolment.objects.asking().order_by("pk")
    assert {ada.state, ben.state} == {PlaceState.APPLIED}

    hub = walk(reverse("tuition:enrolment", args=[ada.pk]), user=make_user("office"), width=DESK)
    offer_to(hub, ada)
    put_on_the_list(hub, ben)
    accept(family, ada)

    # Somebody stops: the place goes to who waits, by itself.
    leaver = violin.enrolments.get(weekday=1)
    verbs.end(place=leaver, by=None)
    ben.refresh_from_db()
    assert (ben.state, ben.weekday, ben.starts_at.hour) == (PlaceState.OFFERED, 1, 15)
    accept(family, ben)

    other = make_carer(make_user("carer", name="Otto Other"))
    CarerLinkFactory(
        carer=other, pupil=ada.pupil, may_book=False, pays=False, restriction="whereabouts"
    )
    second = walk(reverse("family:home"), user=other.user, script=script)
    sees_the_lesson_and_no_address(second, ada)
    gives_notice(family, ada)
    assert family.faults + hub.faults + second.faults == []


def find_and_take(family, lessons):
    """By instrument and postcode, then into the basket."""
    family.look()
    page = family.page
    if not page.locator("select[name=instrument]").is_visible():  # folded by script on a phone
        page.locator("summary", has_text="Filters").click()
    page.locator("select[name=instrument]").select_option("violin")
    page.locator("input[name=near]").fill("wx1 2ab")
    family.press("Apply filters")
    assert "Westbury Music Centre" in family.main()
    family.look()
    page.goto(lessons.get_absolute_url())
    family.look()
    page.locator(f"form[action$='/{lessons.pk}/take/'] button").click()
    family.look()


def make_an_account(family):
    """The basket is still theirs after signing up; then they say who learns."""
    page = family.page
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("link", name="create an account").click()
    page.locator("input[name=name]").fill("Ngozi O'Brien")
    page.locator("input[name=email]").fill("ngozi@people.example")
    page.locator("input[name=password1]").fill("violet-anchor-tuesday")
    family.press("Create an account")
    code = CODE.search(Message.objects.latest("pk").text)[0]
    page.locator("input[name=code]").fill(code)
    family.press("Continue")
    family.look()
    for name in ("Ada", "Ben"):
        page.get_by_role("link", name="Add a child").or_(
            page.get_by_role("button", name="Add a child")
        ).first.click()
        page.locator("input[name=first_name]").fill(name)
        page.locator("input[name=last_name]").fill("O'Brien")
        day = born(8)
        for box, number in enumerate((day.day, day.month, day.year)):
            page.locator(f"input[name=born_on_{box}]").fill(str(number))
        family.press("Continue")
        page.locator("input[name=schooling][value=home]").check()
        family.press("Continue")
        page.locator("input[name=relationship][value=mother]").check()
        page.locator("input[name=has_responsibility]").first.check()
        family.press("Add this child")


def apply_for_two(family):
    """Both children in one go, the check page, and what became of it."""
    page = family.page
    for name in ("Ada", "Ben"):
        page.get_by_label(name, exact=True).check()
    family.look()
    family.press("Continue")
    assert "Check what you send" in family.main()
    family.look()
    page.get_by_label("I have read the terms").check()
    page.locator("main form button.govuk-button").last.click()
    assert "Thank you, we have it" in family.main()
    family.look()


def offer_to(hub, enrolment):
    """The office arranges a day and time, checks, and offers."""
    page = hub.page
    page.goto(reverse("tuition:offer_place", args=[enrolment.pk]))
    page.locator("select[name=weekday]").select_option("3")
    page.locator("input[name=starts_at]").fill("4pm")
    hub.look()
    hub.press("Check the offer")
    hub.look()
    page.locator("main form button.govuk-button").last.click()
    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.weekday) == (PlaceState.OFFERED, 3)


def put_on_the_list(hub, enrolment):
    """No place is free for the other: they wait."""
    hub.page.goto(reverse("tuition:enrolment", args=[enrolment.pk]))
    hub.press("Put on the waiting list")
    enrolment.refresh_from_db()
    assert enrolment.state == PlaceState.WAITING


def accept(family, enrolment):
    """From My family to the offer, which names all of it, and yes."""
    page = family.page
    page.goto(reverse("family:home"))
    family.look()
    page.locator(f"a[href='{reverse('tuition:offer', args=[enrolment.pk])}']").first.click()
    words = family.main()
    assert [each in words for each in ("Tina Tutor", "If you need to stop", "Answer by")] == (
        [True] * 3
    )
    family.look()
    page.get_by_role("button", name="Accept this place").click()
    family.look()
    family.press("Accept this place")
    assert "The place is yours" in family.main()
    enrolment.refresh_from_db()
    assert enrolment.state == PlaceState.CONFIRMED


def sees_the_lesson_and_no_address(second, enrolment):
    """The other carer's home and the place's page: instrument and tutor, no place, no address."""
    assert "violin" in second.main().lower()
    second.look()
    pages = [second.page.content()]
    second.page.goto(reverse("tuition:enrolment", args=[enrolment.pk]))
    second.look()
    assert "Tina Tutor" in second.main()
    pages.append(second.page.content())
    hidden = ("Westbury Music Centre", STREET, "Ngozi")
    assert [word for word in hidden if any(word in page for page in pages)] == []


def gives_notice(family, enrolment):
    """The last day stands on the page before it is given, and holds afterwards."""
    page = family.page
    page.goto(reverse("tuition:notice", args=[enrolment.pk]))
    family.look()
    shown = re.search(r"the last day is\s+(?:\w+ )?(\d+ \w+ \d{4})", family.main())[1]
    assert Enrolment.objects.get(pk=enrolment.pk).state == PlaceState.CONFIRMED
    page.get_by_role("button", name=re.compile("^Stop on")).click()
    family.look()
    enrolment.refresh_from_db()
    assert (enrolment.state, f"{enrolment.last_day:%-d %B %Y}") == (PlaceState.STOPPING, shown)
    assert Pupil.objects.filter(last_name="O'Brien").count() == 2
    assert User.objects.get(email="ngozi@people.example").carer.links.count() == 2
