"""The demo's confidence surveys, and the step on the home page of a school."""

import datetime
from io import StringIO

import pytest
from django.core.management import call_command

from hub.accounts.models import User
from schools.confidence.summary import summary_of
from schools.models import ConfidenceSurvey, School
from schools.next_steps import steps_for
from tests.factories.accounts import make_user
from tests.factories.confidence import answer, make_confidence
from tests.factories.schools import SchoolFactory

pytestmark = pytest.mark.django_db


def test_the_demos_lead_sees_this_year_beside_last():
    call_command("demo", schools=120, seed=3, as_of=datetime.date(2026, 11, 24), stdout=StringIO())
    lead = User.objects.get(email="lead@demo.example")
    surveys = ConfidenceSurvey.objects.visible_to(lead).order_by("-year")
    assert [(each.year, each.answered) for each in surveys] == [(2026, 8), (2025, 11)]
    summary = summary_of(surveys[0])
    assert (summary.counted, summary.counted_before) == (5, 10)
    assert ConfidenceSurvey.objects.count() > 4
    assert not School.objects.filter(confidence_surveys__least__lt=5).exists()


def steps(school, user):
    found = [step.text for step in steps_for(school, user=user) if "confiden" in step.text]
    return found[0] if found else None


def test_an_open_survey_is_among_what_is_next():
    school = SchoolFactory()
    lead = make_user("lead", scope={"school": school})
    assert steps(school, lead) is None
    survey = make_confidence(school=school)
    answer(survey, 1)
    assert steps(school, lead) == "Collect what teachers say of their confidence"
    survey.closed_at = survey.opened_at
    survey.save()
    assert steps(school, lead) is None
    assert steps(school, make_user("bursar", scope={"school": school})) is None
