"""The academic year as a value."""

import datetime

import pytest
import time_machine

from hub.calendar.years import AcademicYear, AcademicYearField, YearChoiceField


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (datetime.date(2026, 8, 31), 2025),
        (datetime.date(2026, 9, 1), 2026),
        (datetime.date(2027, 1, 1), 2026),
    ],
)
def test_a_year_begins_on_the_first_of_september(day, year):
    assert (AcademicYear.of(day), day in AcademicYear(year)) == (year, True)


def test_a_year_is_written_with_both_of_its_years():
    assert (str(AcademicYear(2026)), f"{AcademicYear(2099)}") == ("2026/27", "2099/00")


@pytest.mark.parametrize("text", ["2026/27", " 2026-27", "2026/2027", "2026–27"])
def test_a_year_is_read_in_every_way_that_people_write_it(text):
    assert AcademicYear.parse(text) == 2026


@pytest.mark.parametrize("text", ["", "2026", "2026/28", "26/27", "2026/27x", "1926/27"])
def test_anything_else_is_no_year(text):
    with pytest.raises(ValueError, match="such as 2026/27"):
        AcademicYear.parse(text)


@time_machine.travel("2026-08-31T22:30:00Z", tick=False)
def test_today_is_a_day_in_london():
    assert str(AcademicYear.current()) == "2025/26"


@time_machine.travel("2026-08-31T23:30:00Z")
def test_the_new_year_begins_at_midnight_in_london():
    assert AcademicYear.current() == 2026


def test_neighbours_are_years_too():
    year = AcademicYear(2026)
    assert [str(year.previous), str(year.next)] == ["2025/26", "2027/28"]


def test_a_column_reads_numbers_and_texts():
    field = AcademicYearField()
    assert [field.to_python(2026), field.to_python("2026/27")] == [2026, 2026]


@time_machine.travel("2026-11-26T12:00:00Z")
def test_a_form_offers_the_newest_first_and_gives_a_year():
    field = YearChoiceField(back=1, ahead=1)
    assert [value for value, _ in field.choices] == ["2027/28", "2026/27", "2025/26"]
    assert str(field.clean("2026/27")) == "2026/27"
