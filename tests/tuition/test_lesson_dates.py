"""The day of the first lesson."""

import datetime

import pytest

from hub.calendar.school_calendar import calendar_of
from hub.calendar.years import AcademicYear
from tests.factories.calendar import make_year
from tests.factories.tuition import ProvisionFactory
from tuition.lesson_dates import first_lesson

pytestmark = pytest.mark.django_db


def test_the_first_lesson_is_on_the_weekday_and_after_half_term():
    make_year()
    group = ProvisionFactory(year=AcademicYear(2026))  # Wednesdays; half term 26 to 30 October
    days = [datetime.date(2026, 10, 22), datetime.date(2026, 11, 5)]
    assert [first_lesson(group, calendar_of(), start=day) for day in days] == [
        datetime.date(2026, 11, 4),
        datetime.date(2026, 11, 11),
    ]


def test_without_terms_it_is_the_day_that_was_asked():
    group = ProvisionFactory(year=AcademicYear(2026))
    day = datetime.date(2026, 10, 22)
    assert first_lesson(group, calendar_of(), start=day) == day
