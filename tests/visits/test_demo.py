"""The demo's visits."""

import datetime

import pytest
from django.core.management import call_command

from schools.models import School
from visits import standing
from visits.models import Action, ProposedDate, RegionalPlan, Visit, VisitRecord, VisitStanding

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    call_command("demo", "--schools=40", "--as-of=2026-11-26")


def test_the_demo_has_four_years_behind_and_a_term_ahead(county):
    years = set(Visit.objects.values_list("year", flat=True))
    assert {2023, 2024, 2025, 2026} <= years
    states = set(Visit.objects.values_list("state", flat=True))
    assert {"proposed", "confirmed", "written-up", "closed"} <= states
    fixed = Visit.objects.filter(state="confirmed")
    assert fixed
    assert all(visit.starts_at.date() > datetime.date(2026, 11, 26) for visit in fixed)


def test_what_was_said_and_agreed_at_them_is_there_too(county):
    assert VisitRecord.objects.exclude(strengths="").exists()
    sent = Visit.objects.filter(report_sent_at__isnull=False)
    assert not sent.exclude(reports__number=1).exists()
    assert set(Action.objects.values_list("state", flat=True)) >= {"open", "done"}
    assert RegionalPlan.objects.filter(year=2026).count() == 3
    late = Action.objects.overdue(datetime.date(2026, 11, 26))
    assert late.exists()


def test_the_school_of_the_demos_head_has_dates_to_choose_from_and_actions_to_do(county):
    school = School.objects.get(grants__user__email="head@demo.example", grants__role="head")
    assert ProposedDate.objects.filter(visit__school=school).count() >= 2
    assert Action.objects.live().filter(school=school, owner="school").count() == 2


def test_some_schools_are_past_the_cycle_and_every_standing_is_right(county):
    three_years_ago = datetime.date(2023, 11, 26)
    visited = VisitStanding.objects.filter(last_counted_on__gt=three_years_ago).count()
    assert 0 < visited < School.objects.open().count()
    assert standing.drift(list(School.objects.values_list("pk", flat=True))) == 0
