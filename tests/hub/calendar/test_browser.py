"""Two journeys in a real browser: a manager sets a year, a lead adds an INSET day and a feed."""

from datetime import timedelta

import icalendar
import pytest
from playwright.sync_api import expect

from hub.calendar.choices import Season, Weekday
from hub.calendar.models import Closure, Term
from hub.calendar.years import AcademicYear
from tests.browser import DESK, PHONE
from tests.factories.accounts import make_user
from tests.factories.calendar import YEAR, dates_of
from tests.factories.schools import SchoolFactory

pytestmark = pytest.mark.browser


def this_year(day):
    """A day of 2026/27, in the academic year of today."""
    return day.replace(year=day.year + AcademicYear.current() - YEAR)


def fill(page, name, day):
    for part, value in enumerate((day.day, f"{day:%B}", day.year)):
        page.fill(f"[name={name}_{part}]", str(value))


def sound(visit):
    """Nothing for axe to find, nothing that is wider than the window."""
    return (visit.axe(), visit.scrolls_sideways()) == ([], False)


@pytest.mark.parametrize(("width", "script"), [(PHONE, False), (DESK, True)])
def test_a_manager_sets_the_dates_of_a_year(browse, width, script):
    visit = browse("/calendar/", user=make_user("manager"), width=width, script=script)
    page = visit.page
    page.get_by_role("button", name="Enter the term dates").click()
    for season in Season:
        for field, day in dates_of(season).items():
            fill(page, f"{season}_{field}", this_year(day))
    friday = this_year(dates_of(Season.AUTUMN)["ends_on"])
    saturday = friday + timedelta(days=(Weekday.SATURDAY - friday.weekday()) % 7)
    fill(page, "autumn_ends_on", saturday)
    page.get_by_role("button", name="Save the term dates").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    assert not script or sound(visit)
    page.get_by_label("These dates are right: save them as they are").check()
    page.get_by_role("button", name="Save the term dates").click()
    expect(page.get_by_text("are saved. Schools that have dates of their own")).to_be_visible()
    assert not script or sound(visit)
    assert Term.objects.get(season=Season.AUTUMN).ends_on == saturday


def test_a_lead_adds_an_inset_day_and_subscribes_to_the_feed(browse, db):
    for season in Season:
        dates = {field: this_year(day) for field, day in dates_of(season).items()}
        Term.objects.create(year=AcademicYear.current(), season=season, **dates)
    school = SchoolFactory(name="Wolfeschlegelsteinhausen-Bergerdorff Primary School")
    visit = browse("/calendar/", user=make_user("lead", scope={"school": school}), width=PHONE)
    page = visit.page
    assert sound(visit)
    page.get_by_role("button", name="Add an INSET day or another closure").click()
    page.get_by_label("INSET day").check()
    # A Tuesday or another day of the second week of term: which, depends on the year.
    day = Term.objects.first().starts_on.replace(day=15)
    day = day.replace(day=17) if day.weekday() > 4 else day
    fill(page, "starts_on", day)
    assert sound(visit)
    page.get_by_role("button", name="Save the closure").click()
    expect(page.get_by_text("is in the calendar.")).to_be_visible()
    page.get_by_role("link", name="Show this in your own calendar").click()
    assert sound(visit)
    page.get_by_role("button", name="Make a private address").click()
    page.get_by_label("I keep the address to myself").check()
    page.get_by_role("button", name="Make the address").click()
    assert sound(visit)
    address = page.locator("code").inner_text()
    file = icalendar.Calendar.from_ical(page.request.get(address.partition("8000")[2]).body())
    insets = [e["dtstart"].dt for e in file.walk("VEVENT") if e["summary"] == "INSET day"]
    assert (insets, Closure.objects.get().school) == ([day], school)
