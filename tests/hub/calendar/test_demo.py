"""The demo's calendar."""

from datetime import date

import pytest
from django.core.management import call_command

from hub.calendar.bank_holidays import england
from hub.calendar.choices import ClosureKind, Season
from hub.calendar.demo import terms_of
from hub.calendar.models import Closure, Term
from hub.calendar.school_calendar import calendar_of
from hub.calendar.term_rules import faults, oddities
from hub.calendar.years import AcademicYear
from schools.models import School


@pytest.fixture
def county(db, capsys):
    call_command("demo", "--schools=24", "--as-of=2026-11-26")


@pytest.mark.usefixtures("county")
def test_three_years_have_terms_and_the_lead_has_inset_days():
    years = Term.objects.of_hub().order_by("year").values_list("year", flat=True).distinct()
    leads = School.objects.filter(grants__role="lead")
    insets = Closure.objects.filter(school__in=leads, kind=ClosureKind.INSET)
    assert (sorted(set(years)), insets.count()) == ([2025, 2026, 2027], 3)


@pytest.mark.usefixtures("county")
def test_some_schools_have_an_autumn_of_their_own_and_the_hub_closes_at_times():
    own = Term.objects.filter(school__isnull=False)
    kinds = set(Closure.objects.of_hub().values_list("kind", flat=True))
    assert (own.exists(), {term.season for term in own}, kinds) == (
        True,
        {Season.AUTUMN},
        {ClosureKind.BANK_HOLIDAY, ClosureKind.TRAINING, ClosureKind.HUB_CLOSED},
    )


@pytest.mark.usefixtures("county")
def test_a_year_of_the_demo_has_about_as_many_teaching_days_as_a_real_one():
    days = len(calendar_of().teaching_days(date(2026, 9, 1), date(2027, 8, 31)))
    assert 185 <= days <= 195


@pytest.mark.parametrize("year", range(2012, 2041))
def test_the_demo_has_sound_dates_whatever_the_year(year):
    year = AcademicYear(year)
    dates = terms_of(year)
    assert faults(year=year, dates=dates) == oddities(dates=dates, bank_holidays=england()) == []
