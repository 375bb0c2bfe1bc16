"""The last day of lessons for who gives notice, by the hub's rule."""

import datetime

import pytest

from hub.calendar.school_calendar import SchoolCalendar, calendar_of
from hub.calendar.years import AcademicYear
from hub.policy.models import PolicyRow
from hub.policy.values import forget
from tests.factories.calendar import make_year
from tests.factories.tuition import ProvisionFactory
from tuition.notice import Notice, notice

pytestmark = pytest.mark.django_db
YEAR = AcademicYear(2026)


@pytest.fixture
def group():
    make_year()
    return ProvisionFactory(year=YEAR)


@pytest.fixture
def terms(group):
    return calendar_of().terms_of(YEAR)


def set_rule(key, to):
    PolicyRow.objects.create(key=key, year=YEAR, value=to)
    forget()


def test_notice_by_the_friday_before_half_term_ends_lessons_with_the_term(group, terms):
    autumn, spring, _ = terms
    assert notice(group, calendar_of(), on=autumn.notice_day) == Notice(
        autumn.ends_on, autumn.notice_day, spring.ends_on
    )


def test_a_day_later_one_more_term_is_taught(group, terms):
    autumn, spring, summer = terms
    day = autumn.notice_day + datetime.timedelta(days=1)
    assert notice(group, calendar_of(), on=day) == Notice(
        spring.ends_on, spring.notice_day, summer.ends_on
    )


def test_after_the_last_notice_day_lessons_end_with_the_year(group, terms):
    day = terms[2].notice_day + datetime.timedelta(days=1)
    assert notice(group, calendar_of(), on=day) == Notice(group.ends_on, group.ends_on, None)


def test_a_hub_can_ask_for_weeks_instead(group):
    set_rule("notice-rule", "weeks")
    set_rule("notice-weeks", 4)
    day = datetime.date(2026, 11, 2)
    assert notice(group, calendar_of(), on=day).last_day == datetime.date(2026, 11, 30)


def test_without_terms_lessons_end_with_the_provision():
    group = ProvisionFactory(year=YEAR)
    assert notice(group, SchoolCalendar(), on=datetime.date(2026, 10, 1)).last_day == group.ends_on
