"""What is missing in a summary, and what does not fit, with where to mend it."""

import datetime

import pytest

from hub.calendar.years import AcademicYear
from schools.summaries.findings import findings
from tests.schools.summaries.test_rows import whole

TODAY = datetime.date(2026, 11, 26)


def found(today=TODAY, **fields):
    fields = {"published_on": None} | fields
    return [(each.section, each.stops) for each in findings(whole(**fields), today=today)]


def test_nothing_is_found_where_everything_fits():
    assert found() == []


@pytest.mark.parametrize(
    ("fields", "section"),
    [
        ({"lead": ""}, "overview"),
        ({"hub": ""}, "overview"),
        ({"review_on": None}, "overview"),
        ({"curriculum": " "}, "part-a"),
        ({"co_curricular": ""}, "part-b"),
        ({"experiences": ""}, "part-c"),
        ({"future": ""}, "future"),
        ({"review_on": TODAY}, "overview"),
        ({"review_on": datetime.date(2026, 10, 1)}, "overview"),
    ],
)
def test_what_is_missing_stops_it(fields, section):
    assert found(**fields) == [(section, True)]


@pytest.mark.parametrize(
    ("fields", "section"),
    [
        ({"review_on": datetime.date(2027, 9, 30)}, "overview"),
        ({"senior": "Ada Lead"}, "overview"),
        ({"further": "Write to ada@oak.example"}, "further"),
        ({"co_curricular": "Phone 01632 960 001"}, "part-b"),
    ],
)
def test_what_does_not_fit_is_named_and_stops_nothing(fields, section):
    assert found(**fields) == [(section, False)]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (datetime.date(2026, 3, 31), [("overview", False)]),
        (datetime.date(2026, 7, 15), []),
        (datetime.date(2027, 7, 1), []),
        (datetime.date(2027, 9, 1), [("overview", True), ("overview", True)]),
    ],
)
def test_a_day_of_publishing_in_another_year_is_named(day, expected):
    assert found(today=day) == expected


def test_what_stops_it_stands_first():
    everything = whole(lead="", further="ada@oak.example", published_on=None)
    assert [each.stops for each in findings(everything, today=TODAY)] == [True, False]


def test_minutes_and_years_are_no_phone_number():
    assert found(curriculum="In 2026/27: 60 minutes, 09:00 to 10:00, £1,200, 012345") == []


def test_the_year_is_said_as_people_write_it():
    early = whole(published_on=None)
    words = findings(early, today=datetime.date(2026, 3, 1))[0].text
    assert str(AcademicYear(2026)) in words
