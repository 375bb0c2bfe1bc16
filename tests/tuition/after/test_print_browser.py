"""My family on paper: what is kept from a carer is not printed, nor what can only be clicked."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from tests.browser import DESK
from tests.factories.accounts import make_user
from tests.factories.calendar import make_year
from tests.factories.people import CarerLinkFactory, NeedsFactory, make_carer, make_child
from tests.factories.schools import SchoolFactory
from tests.factories.tuition import EnrolmentFactory, ProvisionFactory, make_school_venue
from tests.tuition.after.conftest import YEAR

pytestmark = pytest.mark.browser
SCHOOL, STREET, NAME = "Oakfield Primary School", "7 Hidden Lane", "Carla Hidden"
BUTTONS = ".govuk-button:visible, .govuk-summary-list__actions:visible, nav:visible"


@pytest.fixture
def printed(portal, browse):
    """``printed(restriction)``: (what the second carer's prints say, what of them is no text)."""
    with time_machine.travel("2026-11-26T12:00:00Z"):
        make_year()
        school = SchoolFactory(name=SCHOOL)
        parent, other = make_carer(make_user("carer", name=NAME), street=STREET), make_carer()
        mia = make_child(parent, first_name="Mia", last_name="Miller", school=school)
        NeedsFactory(pupil=mia, emergency_name="Gran Hidden")
        strings = ProvisionFactory(
            year=YEAR,
            title="Oakfield strings",
            venue=make_school_venue(school),
            starts_on=datetime.date(2026, 9, 2),
            ends_on=datetime.date(2027, 7, 21),
        )
        place = EnrolmentFactory(pupil=mia, provision=strings)
        paths = [
            reverse("family:home"),
            reverse("family:child", args=[mia.pk]),
            reverse("tuition:enrolments"),
            place.get_absolute_url(),
        ]

        def look(restriction):
            CarerLinkFactory(carer=other, pupil=mia, restriction=restriction)
            visit = browse(paths[0], user=other.user, width=DESK)
            visit.page.emulate_media(media="print")
            texts, left = [], 0
            for path in paths:
                visit.go(path)
                texts.append(visit.page.inner_text("body"))
                left += visit.page.locator(BUTTONS).count()
            return "\n".join(texts), left

        yield look


def test_a_print_keeps_from_a_carer_what_the_page_does(printed):
    text, left = printed("whereabouts")
    secrets = ("Oakfield", STREET, NAME, "Gran Hidden")
    assert ([each for each in secrets if each in text], "Mia Miller" in text) == ([], True)
    assert left == 0


def test_a_print_of_a_carer_without_restriction_says_where(printed):
    text, left = printed("")
    assert (SCHOOL in text, "Oakfield strings" in text, STREET in text) == (True, True, False)
    assert left == 0
