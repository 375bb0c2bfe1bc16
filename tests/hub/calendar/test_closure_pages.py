"""The pages on which closures of the hub are entered, changed and removed."""

import pytest

from hub.calendar.choices import ClosureKind
from hub.calendar.models import Closure
from tests.factories.calendar import ClosureFactory
from tests.hub.calendar.conftest import boxes

pytestmark = pytest.mark.usefixtures("in_november")
ADD = "/calendar/2026-27/closures/add/"


def closure_data(kind, day, **more):
    return {"kind": kind, "words": "", **boxes("starts_on", day)} | more


def test_a_manager_enters_a_closure(as_manager, year_2026):
    data = closure_data("training", "2026-11-02", words="All staff")
    answer = as_manager.post(ADD, data, follow=True)
    assert "Hub training day: All staff on Monday 2 November 2026 is in the calendar." in (
        answer.content.decode()
    )


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        (
            closure_data("inset", "2026-11-02"),
            {"kind": ["Choose reason from the list"]},
        ),
        (
            closure_data("hub", "2025-11-03"),
            {"starts_on": ["First day must be 1 September 2026 or later"]},
        ),
        (
            closure_data("hub", "2026-11-03", **boxes("ends_on", "2026-11-02")),
            {"ends_on": ["Last day must be on or after the first, Tuesday 3 November 2026"]},
        ),
    ],
)
def test_a_closure_that_is_none_comes_back_with_a_sentence(as_manager, year_2026, data, errors):
    answer = as_manager.post(ADD, data)
    assert (answer.status_code, answer.context["form"].errors) == (422, errors)


@pytest.mark.parametrize(
    ("first", "last", "question"),
    [
        (
            "2026-12-28",
            "2026-12-29",
            "Nothing is taught on these days anyway: no teaching day lies in them",
        ),
        ("2026-11-02", "2026-12-01", "These are 30 days in a row, to Tuesday 1 December 2026"),
    ],
)
def test_an_odd_closure_is_asked_about(as_manager, year_2026, first, last, question):
    data = closure_data("hub", first, **boxes("ends_on", last))
    answer = as_manager.post(ADD, data)
    assert list(answer.context["form"].asks_back.errors) == [question]


def test_the_same_closure_twice_is_told_on_the_page(as_manager, year_2026):
    ClosureFactory()
    data = closure_data("hub", "2026-11-02")
    box = as_manager.post(ADD, data).context["form"].asks_back  # the day is closed already
    form = as_manager.post(ADD, data | {box.html_name: "on"}).context["form"]
    assert form.non_field_errors() == ["The calendar holds the same closure already."]


def test_a_bank_holiday_has_no_page_to_change_it(as_manager):
    closure = ClosureFactory(kind=ClosureKind.BANK_HOLIDAY)
    assert as_manager.get(f"/calendar/closures/{closure.pk}/").status_code == 404


def test_a_closure_is_removed_after_a_page_that_names_it(as_manager, year_2026):
    closure = ClosureFactory(words="Boiler")
    address = f"/calendar/closures/{closure.pk}/remove/"
    assert "Remove Hub closed: Boiler?" in as_manager.get(address).content.decode()
    answer = as_manager.post(address, follow=True)
    assert ("is off the calendar" in answer.content.decode(), Closure.objects.count()) == (True, 0)
