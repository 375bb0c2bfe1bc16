"""On a phone: an absence in two taps, notice that shows its date before it is given, next year."""

import datetime
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from hub.places.choices import PlaceState
from tests.browser import DESK, PHONE
from tests.factories.accounts import make_user
from tests.factories.calendar import make_year
from tests.factories.people import make_carer, make_child
from tests.factories.tuition import EnrolmentFactory, PriceFactory, ProvisionFactory
from tests.tuition.after.conftest import YEAR
from tuition.after import continuing
from tuition.models import Absence, Continuation

pytestmark = pytest.mark.browser


@pytest.fixture
def world(portal):
    """A carer with two children in one group, in November 2026."""
    with time_machine.travel("2026-11-26T12:00:00Z"):
        make_year()
        PriceFactory(year=YEAR, per_lesson=Decimal("8.00"))
        carer = make_carer()
        strings = ProvisionFactory(
            year=YEAR,
            title="Westbury strings",
            tutor=make_user("tutor", name="Tina Tutor"),
            starts_on=datetime.date(2026, 9, 2),
            ends_on=datetime.date(2027, 7, 21),
        )
        places = [
            EnrolmentFactory(pupil=make_child(carer, first_name=name), provision=strings)
            for name in ("Mia", "Ben")
        ]
        yield carer, places


@pytest.mark.parametrize(("width", "script"), [(PHONE, True), (DESK, False)])
def test_a_carer_follows_a_child_through_the_year(browse, world, width, script):
    carer, (place, _) = world
    visit = browse(reverse("family:home"), user=carer.user, width=width, script=script)
    page, faults = visit.page, {}

    def look(name):
        # Without script axe cannot run; it looks at the same pages with it.
        faults[name] = (visit.axe() if script else [], visit.scrolls_sideways())

    def press(role, name):
        with page.expect_navigation():
            page.get_by_role(role, name=name).first.click()

    look("family")
    press("link", "Tell us of an absence from violin")  # the first tap
    look("absence")
    press("button", "Ill")  # the second
    assert "away on 2 December" in page.inner_text("main")
    assert Absence.objects.get().day == datetime.date(2026, 12, 2)
    look("place")
    press("button", "Take back the absence on 2 December 2026")
    assert Absence.objects.get().withdrawn_at is not None

    page.goto(f"{visit.origin}{place.get_absolute_url()}")
    press("link", "Stop these lessons")
    words = page.inner_text("main")
    assert "the last day is Thursday 25 March 2027" in words
    assert "14 lessons, £112 in all" in words
    place.refresh_from_db()
    assert place.state == PlaceState.CONFIRMED
    look("notice")
    press("button", "Stop on 25 March 2027")
    assert "Stopping on 25 March 2027" in page.inner_text("main")
    look("stopping")
    press("link", "Take your notice back")
    look("take back")
    press("button", "Go on with the lessons")
    press("link", "Ask for a change")
    look("change")
    page.goto(f"{visit.origin}{reverse('tuition:enrolments')}")
    look("list")

    continuing.open_round(year=YEAR, closes_on=datetime.date(2027, 5, 28), by=None)
    page.goto(f"{visit.origin}{reverse('family:home')}")
    press("link", "Say whether the lessons go on")
    look("continue")
    press("button", "Yes to all, as it is")
    assert set(Continuation.objects.values_list("answer", flat=True)) == {"yes"}
    look("continued")
    assert faults == dict.fromkeys(faults, ([], False))
