"""Dates the way people write them."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from hub.forms import DateField, HubForm

TODAY = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    "typed",
    [
        ["12", "3", "2026"],
        ["12", "03", "26"],
        [" 12th ", "March", "2026"],
        ["12", "mar.", "2026"],
        ["12 March 2026", "", ""],
        ["12th of march 2026", "", ""],
        ["Thursday, 12 March 2026", "", ""],
        ["12/3/2026", "", ""],
        ["12.03.26", "", ""],
        ["2026-03-12", "", ""],
    ],
)
def test_a_date_may_be_written_in_many_ways(typed):
    assert DateField().clean(typed) == datetime.date(2026, 3, 12)


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        (["12", "march", ""], datetime.date(2027, 3, 12)),
        (["12 december", "", ""], datetime.date(2026, 12, 12)),
        (["23", "11", ""], datetime.date(2026, 11, 23)),
        (["22", "11", ""], datetime.date(2027, 11, 22)),
    ],
)
@time_machine.travel(TODAY, tick=False)
def test_a_coming_date_without_its_year_is_the_next_one(typed, date):
    assert DateField(coming=True).clean(typed) == date


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (["31", "2", "2026"], "Visit must be a real date, like 12 March 2026"),
        (["12", "13", "2026"], "Visit must be a real date, like 12 March 2026"),
        (["12", "ma", "2026"], "Visit must be a real date, like 12 March 2026"),
        (["twelve", "3", "2026"], "Visit must be a real date, like 12 March 2026"),
        (["12", "3", "226"], "Visit must be a real date, like 12 March 2026"),
        (["12", "3", "9" * 5000], "Visit must be a real date, like 12 March 2026"),
        (["1" * 5000, "3", "2026"], "Visit must be a real date, like 12 March 2026"),
        (["12", "1" * 5000, "2026"], "Visit must be a real date, like 12 March 2026"),
        (["12", "000" + "1" * 20, "2026"], "Visit must be a real date, like 12 March 2026"),
        (["12", "000" + "1" * 5000, "2026"], "Visit must be a real date, like 12 March 2026"),
        (["12", "", "2026"], "Visit must include a month"),
        (["", "", "2026"], "Visit must include a day and a month"),
        (["12", "3", ""], "Visit must include a year"),
        (["٣", "3", "0000"], "Visit must be a real date, like 12 March 2026"),
    ],
)
def test_what_is_no_date_is_said_in_one_sentence(typed, sentence):
    with pytest.raises(ValidationError) as caught:
        DateField(label="Visit").clean(typed)
    assert caught.value.messages == [sentence]


@time_machine.travel(TODAY, tick=False)
def test_a_birthday_lies_in_the_past():
    field = DateField(label="Date of birth", birthday=True)
    assert field.clean(["23", "11", "2026"]) == datetime.date(2026, 11, 23)
    with pytest.raises(ValidationError, match="Date of birth must be in the past"):
        field.clean(["24", "11", "2026"])


def test_bounds_are_said_with_their_dates():
    field = DateField(
        label="Start",
        earliest=datetime.date(2026, 9, 1),
        latest=datetime.date(2027, 7, 20),
    )
    assert field.clean(["1", "9", "2026"]) == datetime.date(2026, 9, 1)
    with pytest.raises(ValidationError, match="Start must be 1 September 2026 or later"):
        field.clean(["31", "8", "2026"])
    with pytest.raises(ValidationError, match="Start must be 20 July 2027 or earlier"):
        field.clean(["21", "7", "2027"])


def test_an_optional_date_may_be_left_empty():
    assert DateField(required=False).clean(["", " ", ""]) is None


class VisitForm(HubForm):
    on = DateField(label="Date of the visit")


def test_a_form_reads_its_three_boxes_and_shows_a_date_it_was_given():
    form = VisitForm(QueryDict("on_0=12&on_1=march&on_2=2026"))
    assert form.is_valid()
    assert form.cleaned_data == {"on": datetime.date(2026, 3, 12)}
    drawn = VisitForm(initial={"on": datetime.date(2026, 3, 12)}).render()
    assert [f'value="{part}"' in drawn for part in (12, 3, 2026)] == [True] * 3


def test_an_empty_form_asks_for_the_date():
    assert VisitForm(QueryDict("")).errors == {"on": ["Enter date of the visit"]}


@given(st.lists(st.text(max_size=30), min_size=3, max_size=3))
def test_any_text_is_a_date_or_a_sentence(boxes):
    form = VisitForm({f"on_{n}": box for n, box in enumerate(boxes)})
    assert isinstance(form.cleaned_data["on"], datetime.date) if form.is_valid() else form.errors
