"""What a place costs in a term."""

import datetime
from decimal import Decimal

import pytest

from hub.calendar.school_calendar import calendar_of
from hub.calendar.years import AcademicYear
from tests.factories.calendar import make_year
from tests.factories.tuition import PriceFactory, ProvisionFactory, make_lessons
from tuition.choices import Payer
from tuition.pricing import quote, quotes

pytestmark = pytest.mark.django_db
YEAR = AcademicYear(2026)
BEFORE = datetime.date(2026, 9, 1)


@pytest.fixture(autouse=True)
def terms():
    make_year()
    return calendar_of().terms_of(YEAR)


def group(**fields):
    return ProvisionFactory(year=YEAR, **fields)


def test_a_price_by_the_lesson_is_multiplied_by_the_lessons_of_the_weekday(terms):
    PriceFactory(year=YEAR, per_lesson=Decimal("8.00"))
    lessons = calendar_of().lessons_in(terms[0], 2)
    found = quote(group(), on=BEFORE)
    assert (found.per_term, found.lessons, found.due) == (8 * lessons, lessons, 8 * lessons)


def test_who_joins_in_mid_term_pays_for_the_lessons_that_are_left(terms):
    PriceFactory(year=YEAR, per_lesson=Decimal("8.00"))
    days = calendar_of().lesson_days(2, terms=[terms[0]])
    found = quote(group(), on=days[3])
    assert (found.left, found.due) == (len(days) - 3, 8 * (len(days) - 3))


def test_a_flat_price_is_shared_by_the_lessons_left_half_up_to_the_penny(terms):
    PriceFactory(year=YEAR, per_lesson=None, per_term=Decimal("100.00"))
    days = calendar_of().lesson_days(2, terms=[terms[0]])
    found = quote(group(), on=days[1])
    share = Decimal(100) * (len(days) - 1) / len(days)
    assert (found.per_term, found.due) == (100, share.quantize(Decimal("0.01")))


def test_a_group_has_the_price_of_its_size_before_that_of_any_size():
    PriceFactory(year=YEAR, per_lesson=Decimal("8.00"))
    PriceFactory(year=YEAR, per_lesson=Decimal("6.50"), group_size=4)
    assert quote(group(capacity=4), on=BEFORE).per_lesson == Decimal("6.50")


def test_lessons_without_a_day_count_the_weeks_with_teaching(terms):
    PriceFactory(year=YEAR, kind="individual", per_lesson=Decimal("19.00"))
    weeks = calendar_of().teaching_weeks(terms[0])
    assert quote(make_lessons(year=YEAR), on=BEFORE).lessons == weeks


def test_where_the_school_pays_the_family_is_told_no_price():
    PriceFactory(year=YEAR)
    assert quote(group(payer=Payer.SCHOOL), on=BEFORE) is None


def test_without_a_price_in_the_table_there_is_none():
    assert quote(group(), on=BEFORE) is None


@pytest.mark.parametrize("rows", [1, 3])
def test_prices_of_many_are_read_in_three_statements(rows, django_assert_num_queries):
    PriceFactory(year=YEAR)
    many = [group() for _ in range(rows)]
    with django_assert_num_queries(3):
        quotes(many, on=BEFORE)
