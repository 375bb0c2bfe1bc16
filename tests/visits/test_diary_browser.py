"""The week of the diary in a real browser."""

import pytest
from django.urls import reverse

from tests.browser import DESK, PHONE
from tests.factories.accounts import make_user
from tests.factories.calendar import make_year
from tests.factories.schools import SchoolFactory
from tests.factories.visits import make_visit
from tests.visits.conftest import at

pytestmark = pytest.mark.browser


@pytest.fixture
def week(portal):
    """A week with a visit early on Friday and one late on Tuesday; and who looks at it."""
    make_year()
    olive = make_user("officer", name="Olive Osborne")
    for day, hour, name in [("2026-12-11", 9, "Elm School"), ("2026-12-08", 14, "Oak School")]:
        make_visit(SchoolFactory(name=name), officer=olive, state="confirmed", at=at(day, hour))
    return f"{reverse('visits:diary_week')}?officer={olive.pk}&on=2026-12-09", olive


def boxes_of(visit, *words):
    return [visit.page.locator(f"text={each}").last.bounding_box() for each in words]


def test_a_week_is_a_table_on_a_desk_and_day_by_day_on_a_phone(week, browse):
    address, olive = week
    visit = browse(address, user=olive, width=PHONE)
    boxes = boxes_of(visit, "Tue 8 Dec", "Oak School", "Fri 11 Dec", "Elm School")
    tops = [box["y"] for box in boxes]
    assert tops == sorted(tops)
    assert max(box["x"] + box["width"] for box in boxes) <= PHONE
    assert visit.axe() == []
    visit.page.set_viewport_size({"width": DESK, "height": 800})
    tuesday, friday = boxes_of(visit, "Oak School", "Elm School")
    assert (friday["y"] < tuesday["y"], friday["x"] > tuesday["x"]) == (True, True)
