"""What the database refuses of terms and closures, and how calendars are loaded from it."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from hub.calendar.choices import ClosureKind, Season
from hub.calendar.models import Closure
from hub.calendar.school_calendar import calendar_of, calendars_of
from tests.factories.calendar import YEAR, ClosureFactory, make_term, make_year
from tests.factories.schools import SchoolFactory

pytestmark = pytest.mark.django_db


def refused(make):
    """The name of the constraint that refuses what ``make`` writes; "" when none does."""
    try:
        with transaction.atomic():
            make()
            connection.check_constraints()
    except IntegrityError as error:
        return error.__cause__.diag.constraint_name
    return ""


# --- terms ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("season", "dates", "constraint"),
    [
        (Season.AUTUMN, {"starts_on": date(2026, 8, 31)}, "a_term_lies_in_its_year"),
        (Season.SUMMER, {"ends_on": date(2027, 9, 1)}, "a_term_lies_in_its_year"),
        (Season.AUTUMN, {"ends_on": date(2026, 10, 30)}, "half_term_lies_in_its_term"),
        (Season.AUTUMN, {"starts_on": date(2026, 10, 26)}, "half_term_lies_in_its_term"),
        (Season.AUTUMN, {"half_term_ends_on": date(2026, 10, 25)}, "half_term_lies_in_its_term"),
        (Season.SPRING, {"starts_on": date(2026, 12, 31)}, "a_term_starts_in_its_season"),
        (Season.SUMMER, {"starts_on": date(2027, 2, 28)}, "a_term_starts_in_its_season"),
        (Season.SPRING, {"ends_on": date(2027, 4, 12)}, "terms_do_not_overlap"),
        (Season.SPRING, {"ends_on": date(2027, 4, 11)}, ""),
    ],
)
def test_the_database_refuses_dates_that_are_no_term(season, dates, constraint):
    others = [each for each in Season if each != season]
    for each in others:
        make_term(each)
    assert refused(lambda: make_term(season, **dates)) == constraint


def test_a_term_is_set_once_for_the_hub_and_once_for_each_school():
    make_term(Season.AUTUMN)
    school = SchoolFactory()
    make_term(Season.AUTUMN, school=school)
    make_term(Season.AUTUMN, school=SchoolFactory())
    assert [
        refused(lambda: make_term(Season.AUTUMN)),
        refused(lambda: make_term(Season.AUTUMN, school=school)),
    ] == ["a_term_is_set_once_in_a_year", "a_term_is_set_once_in_a_year"]


def test_a_year_may_move_in_one_transaction():
    autumn, spring, _ = make_year()

    def move():
        autumn.ends_on = date(2027, 1, 8)
        autumn.save()
        spring.starts_on = date(2027, 1, 11)
        spring.save()

    assert refused(move) == ""


# --- closures ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"ends_on": date(2026, 11, 1)}, "a_closure_ends_after_it_starts"),
        ({"kind": ClosureKind.INSET}, "schools_and_hub_close_for_reasons_of_their_own"),
        (
            {"kind": ClosureKind.BANK_HOLIDAY, "ends_on": date(2026, 11, 3)},
            "a_bank_holiday_is_one_day",
        ),
        ({"kind": ClosureKind.OTHER}, ""),
    ],
)
def test_the_database_refuses_what_is_no_closure_of_the_hub(fields, constraint):
    assert refused(lambda: ClosureFactory(**fields)) == constraint


def test_a_school_is_not_closed_by_a_bank_holiday_of_its_own():
    school = SchoolFactory()
    assert (
        refused(lambda: ClosureFactory(kind=ClosureKind.BANK_HOLIDAY, school=school))
        == "schools_and_hub_close_for_reasons_of_their_own"
    )


@pytest.mark.parametrize(
    ("kind", "constraint"),
    [
        (ClosureKind.TRAINING, "a_closure_is_entered_once"),
        (ClosureKind.BANK_HOLIDAY, "a_bank_holiday_is_listed_once"),
    ],
)
def test_a_closure_is_entered_once(kind, constraint):
    ClosureFactory(kind=kind)
    assert refused(lambda: ClosureFactory(kind=kind)) == constraint


# --- calendars --------------------------------------------------------------------------------
def test_a_schools_own_term_stands_in_place_of_the_hubs():
    make_year()
    school = SchoolFactory()
    make_term(Season.AUTUMN, school=school, starts_on=date(2026, 9, 4))
    ClosureFactory(kind=ClosureKind.INSET, school=school, starts_on=date(2026, 9, 7))
    ClosureFactory(starts_on=date(2026, 9, 8))
    found = {
        key: [day.day for day in calendar.teaching_days(date(2026, 9, 1), date(2026, 9, 9))]
        for key, calendar in calendars_of([school]).items()
    }
    assert found == {None: [2, 3, 4, 7, 9], school.pk: [4, 9]}


def test_a_school_without_dates_of_its_own_has_the_hubs():
    make_year()
    ClosureFactory()
    assert calendar_of(SchoolFactory()) == calendar_of()


@pytest.mark.parametrize("schools", [1, 20])
def test_calendars_are_loaded_in_two_statements(schools, django_assert_num_queries):
    make_year()
    rows = SchoolFactory.create_batch(schools)
    for row in rows:
        make_term(Season.SUMMER, school=row)
        ClosureFactory(kind=ClosureKind.INSET, school=row)
    with django_assert_num_queries(2):
        calendars = calendars_of(rows, years=[YEAR])
        for calendar in calendars.values():
            calendar.teaching_days(YEAR.starts_on, YEAR.ends_on)
            calendar.teaching_week(date(2026, 11, 3))
    assert len(calendars) == schools + 1


def test_only_the_years_that_are_asked_for_are_loaded():
    make_year()
    ClosureFactory(starts_on=date(2026, 8, 31))
    within = ClosureFactory(starts_on=date(2027, 8, 31))
    assert (
        calendars_of([], years=[YEAR])[None].closures,
        calendars_of([], years=[YEAR.next])[None].terms,
    ) == ((within,), ())


def test_a_closure_is_called_after_its_reason_and_words():
    rows = [
        Closure(kind=ClosureKind.INSET, words="first aid"),
        Closure(kind=ClosureKind.INSET),
        Closure(kind=ClosureKind.BANK_HOLIDAY, words="Easter Monday"),
    ]
    assert [row.title for row in rows] == ["INSET day: first aid", "INSET day", "Easter Monday"]
