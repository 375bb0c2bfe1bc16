"""The office answers applications: many offered at once, one by itself; a school looks on."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from hub.people.models import Consent
from tests.browser import DESK, PHONE
from tests.factories.accounts import make_user
from tests.factories.people import make_carer, make_child
from tests.factories.schools import SchoolFactory
from tests.factories.tuition import EnrolmentFactory, PriceFactory, ProvisionFactory, make_lessons
from tuition.models import Enrolment

pytestmark = pytest.mark.browser
LONG = "Wolfeschlegelsteinhausen-Bergerdorff"


def asks(provision, days, school, **fields):
    """A child who has asked for so many days."""
    names = {name: fields.pop(name) for name in ("first_name", "last_name") if name in fields}
    child = make_child(make_carer(), school=school, **names)
    Consent.objects.create(pupil=child, kind="school")
    since = timezone.now() - datetime.timedelta(days=days)
    fields = {"state": "waiting", "confirmed_at": None, "applied_at": since} | fields
    return EnrolmentFactory(provision=provision, pupil=child, **fields)


@pytest.mark.parametrize(("width", "script"), [(PHONE, True), (DESK, False)])
def test_from_the_list_to_offers_to_several_and_to_one(browse, width, script):
    school = SchoolFactory(name="Oak School")
    PriceFactory()
    group = ProvisionFactory(capacity=1)
    first = asks(group, 90, school, first_name="Mia", last_name=LONG)
    second = asks(group, 9, school, first_name="Ben")
    lessons = asks(make_lessons(), 3, school, first_name="Cleo", state="applied")
    office = make_user("office", second_factor=True)
    visit = browse(reverse("tuition:applications"), user=office, width=width, script=script)
    page, faults = visit.page, {}

    def look(name):
        # Without script axe cannot run; it looks at the same pages with it.
        faults[name] = (visit.axe() if script else [], visit.scrolls_sideways())

    look("list")
    for row in (first, second, lessons):
        page.get_by_label(f"Offer a place: {row.reference}").check()
    page.get_by_role("button", name="Offer places to those ticked").click()
    assert page.inner_text("h1") == "Offer 1 place"
    assert "Day and time are to be agreed" in page.inner_text("main")
    look("check")
    page.get_by_role("button", name="Send the offers").click()
    assert page.inner_text("h1") == "1 place offered"
    assert "What did not work" in page.inner_text("main")
    look("offered")
    page.goto(page.url.replace("/applications/offered/", f"/provision/{group.pk}/queue/"))
    look("queue")
    page.goto(page.url.split("/lessons/")[0] + lessons.get_absolute_url())
    look("enrolment")
    page.get_by_role("button", name="Offer a place").click()
    page.get_by_label("Time").fill("3:30pm")
    look("offer")
    page.get_by_role("button", name="Check the offer").click()
    assert "Mondays, 3:30pm" in page.inner_text("main")
    look("check of one")
    page.get_by_role("button", name="Offer this place").click()
    assert "The place is offered" in page.inner_text("main")
    assert [Enrolment.objects.get(pk=row.pk).state for row in (first, second, lessons)] == [
        "offered",
        "waiting",
        "offered",
    ]
    page.get_by_role("link", name="Move to another lesson or group").click()
    look("move")
    assert faults == dict.fromkeys(faults, ([], False))
