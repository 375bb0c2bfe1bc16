"""Teaching days, weeks and weekly lessons, without a database."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.calendar.choices import ClosureKind, Season, Weekday
from hub.calendar.models import Closure
from hub.calendar.school_calendar import SchoolCalendar
from tests.factories.calendar import YEAR, term

AUTUMN, SPRING, SUMMER = (term(season) for season in Season)
TERMS = [AUTUMN, SPRING, SUMMER]
BANK_HOLIDAY = Closure(
    kind=ClosureKind.BANK_HOLIDAY, starts_on=date(2027, 5, 3), ends_on=date(2027, 5, 3)
)
TRAINING = Closure(
    kind=ClosureKind.TRAINING, starts_on=date(2026, 11, 4), ends_on=date(2026, 11, 5)
)
CALENDAR = SchoolCalendar.of(TERMS, [BANK_HOLIDAY, TRAINING])
YEAR_DAYS = st.dates(YEAR.starts_on, YEAR.ends_on)
WEEKDAYS = st.sampled_from(Weekday)


# --- terms ------------------------------------------------------------------------------------
def test_a_term_is_called_after_its_season_and_year():
    assert [str(each) for each in TERMS] == [
        "Autumn term 2026",
        "Spring term 2027",
        "Summer term 2027",
    ]


def test_a_year_has_six_halves_from_weekday_to_weekday():
    halves = [
        (half.name, half.starts_on.isoformat(), half.ends_on.isoformat())
        for half in CALENDAR.half_terms(YEAR)
    ]
    assert halves == [
        ("Autumn 1", "2026-09-02", "2026-10-23"),
        ("Autumn 2", "2026-11-02", "2026-12-18"),
        ("Spring 1", "2027-01-04", "2027-02-12"),
        ("Spring 2", "2027-02-22", "2027-03-25"),
        ("Summer 1", "2027-04-12", "2027-05-28"),
        ("Summer 2", "2027-06-07", "2027-07-21"),
    ]


@pytest.mark.parametrize(
    ("day", "current", "following"),
    [
        (date(2026, 9, 1), None, AUTUMN),
        (date(2026, 9, 2), AUTUMN, SPRING),
        (date(2026, 10, 28), AUTUMN, SPRING),
        (date(2026, 12, 18), AUTUMN, SPRING),
        (date(2026, 12, 19), None, SPRING),
        (date(2027, 7, 21), SUMMER, None),
    ],
)
def test_a_day_lies_in_a_term_or_before_the_next(day, current, following):
    assert (CALENDAR.term_on(day), CALENDAR.next_term(day)) == (current, following)


@pytest.mark.parametrize(
    ("first_day_of_half_term", "friday"),
    [("2026-10-26", "2026-10-23"), ("2026-10-24", "2026-10-23"), ("2026-10-23", "2026-10-16")],
)
def test_notice_is_due_on_the_friday_before_half_term(first_day_of_half_term, friday):
    autumn = term(Season.AUTUMN, half_term_starts_on=date.fromisoformat(first_day_of_half_term))
    assert autumn.notice_day == date.fromisoformat(friday)


# --- days -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("day", "is_one"),
    [
        (date(2026, 9, 1), False),  # before term
        (date(2026, 9, 2), True),
        (date(2026, 9, 5), False),  # a Saturday
        (date(2026, 10, 26), False),  # half term
        (date(2026, 11, 2), True),
        (date(2026, 11, 5), False),  # training
        (date(2027, 5, 3), False),  # a bank holiday
    ],
)
def test_a_teaching_day_is_a_weekday_in_term_that_is_not_closed(day, is_one):
    assert CALENDAR.is_teaching_day(day) is is_one


def test_teaching_days_between_two_days():
    days = CALENDAR.teaching_days(date(2026, 10, 22), date(2026, 11, 6))
    assert [day.isoformat() for day in days] == [
        "2026-10-22",
        "2026-10-23",
        "2026-11-02",
        "2026-11-03",
        "2026-11-06",
    ]


@pytest.mark.parametrize(
    ("day", "following"),
    [
        (date(2026, 9, 1), date(2026, 9, 2)),
        (date(2026, 10, 23), date(2026, 11, 2)),
        (date(2026, 11, 3), date(2026, 11, 6)),
        (date(2026, 12, 18), date(2027, 1, 4)),
        (date(2027, 7, 21), None),
    ],
)
def test_the_next_teaching_day(day, following):
    assert CALENDAR.next_teaching_day(day) == following


def test_without_terms_nothing_is_taught():
    nothing = SchoolCalendar()
    day = date(2026, 9, 2)
    assert (
        nothing.is_teaching_day(day),
        nothing.next_teaching_day(day),
        nothing.teaching_week(day),
        nothing.teaching_days(YEAR.starts_on, YEAR.ends_on),
    ) == (False, None, None, [])


def test_terms_of_two_scopes_that_touch_count_their_days_once():
    longer = term(Season.AUTUMN, ends_on=date(2027, 1, 5))
    days = SchoolCalendar.of([longer, SPRING], []).teaching_days(date(2027, 1, 4), date(2027, 1, 6))
    assert [day.day for day in days] == [4, 5, 6]


@given(YEAR_DAYS, YEAR_DAYS, YEAR_DAYS)
def test_teaching_days_of_two_spans_are_those_of_both_together(one, two, three):
    first, middle, last = sorted([one, two, three])
    days = CALENDAR.teaching_days
    assert days(first, last) == days(first, middle) + days(middle + timedelta(days=1), last)


@given(YEAR_DAYS)
def test_nothing_is_taught_between_a_day_and_the_next_teaching_day(day):
    following = CALENDAR.next_teaching_day(day)
    if following is not None:
        assert CALENDAR.teaching_days(day + timedelta(days=1), following) == [following]


# --- weeks ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2026, 9, 2), "1 of 40"),
        (date(2026, 9, 6), "1 of 40"),
        (date(2026, 9, 7), "2 of 40"),
        (date(2026, 10, 28), "None"),
        (date(2026, 11, 2), "9 of 40"),
        (date(2027, 7, 21), "40 of 40"),
    ],
)
def test_weeks_are_counted_where_there_is_teaching(day, week):
    assert str(CALENDAR.teaching_week(day)) == week


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(2026, 9, 1), 1),
        (date(2026, 9, 6), 1),
        (date(2026, 9, 7), 2),
        (date(2026, 8, 31), 1),
        (date(2027, 8, 31), 53),
    ],
)
def test_every_week_of_the_academic_year_has_a_number(day, number):
    assert YEAR.week_of(day) == number


@given(YEAR_DAYS)
def test_the_week_of_a_year_goes_up_on_mondays_alone(day):
    following = day + timedelta(days=1)
    assert YEAR.week_of(following) - YEAR.week_of(day) == (following.weekday() == 0)


# --- weekly lessons ---------------------------------------------------------------------------
def test_a_lesson_at_four_stays_at_four_when_the_clocks_change():
    autumn = term(
        Season.AUTUMN,
        half_term_starts_on=date(2026, 10, 12),
        half_term_ends_on=date(2026, 10, 16),
    )
    spring = term(Season.SPRING, ends_on=date(2027, 4, 2))
    starts = SchoolCalendar.of([autumn, spring], []).lesson_starts(
        Weekday.TUESDAY, at=time(16), terms=[autumn, spring]
    )
    around = [each.isoformat() for each in (*starts[5:7], *starts[-2:])]
    assert around == [
        "2026-10-20T16:00:00+01:00",
        "2026-10-27T16:00:00+00:00",
        "2027-03-23T16:00:00+00:00",
        "2027-03-30T16:00:00+01:00",
    ]


@pytest.mark.parametrize(
    ("weekday", "lessons"),
    [
        (Weekday.MONDAY, [14, 11, 13]),  # without 3 May
        (Weekday.WEDNESDAY, [14, 11, 14]),  # without 4 November
        (Weekday.FRIDAY, [15, 10, 13]),
        (Weekday.SATURDAY, [15, 11, 14]),
    ],
)
def test_how_many_lessons_a_weekday_has_in_each_term(weekday, lessons):
    assert [CALENDAR.lessons_in(each, weekday) for each in TERMS] == lessons


@given(WEEKDAYS, st.times().filter(lambda clock: clock.hour != 1))
def test_lessons_stand_on_their_weekday_at_their_time_on_lesson_days(weekday, clock):
    starts = CALENDAR.lesson_starts(weekday, at=clock, terms=TERMS)
    assert {(each.weekday(), each.time()) for each in starts} == {(weekday, clock)}
    assert all(CALENDAR.has_lessons(each.date()) for each in starts)


def test_lessons_of_all_weekdays_are_the_teaching_days():
    days = [day for weekday in range(5) for day in CALENDAR.lesson_days(weekday, terms=TERMS)]
    assert sorted(days) == CALENDAR.teaching_days(YEAR.starts_on, YEAR.ends_on)


@given(st.sets(st.dates(date(2026, 9, 2), date(2026, 12, 18)), max_size=10), WEEKDAYS)
def test_each_closed_day_takes_away_the_lesson_that_was_on_it(days, weekday):
    closures = [Closure(kind="hub", starts_on=day, ends_on=day) for day in days]
    before = set(SchoolCalendar.of([AUTUMN], []).lesson_days(weekday, terms=[AUTUMN]))
    after = set(SchoolCalendar.of([AUTUMN], closures).lesson_days(weekday, terms=[AUTUMN]))
    assert after == before - days


@given(YEAR_DAYS, st.integers(0, 40))
def test_lessons_of_a_term_without_a_break_are_a_week_apart(first, weeks):
    last = first + timedelta(weeks=weeks, days=3)
    after = last + timedelta(days=1)
    whole = term(
        Season.AUTUMN,
        starts_on=first,
        ends_on=last,
        half_term_starts_on=after,
        half_term_ends_on=after,
    )
    days = SchoolCalendar.of([whole], []).lesson_days(Weekday(first.weekday()), terms=[whole])
    assert days == [first + timedelta(weeks=number) for number in range(weeks + 1)]
