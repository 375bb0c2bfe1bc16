"""Confidence surveys and what teachers answered."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from hub.calendar.years import AcademicYear
from hub.surveys import reading
from hub.surveys.answering import Given
from schools.confidence import QUESTIONNAIRE, running
from schools.models import ConfidenceSurvey
from tests.factories.schools import SchoolFactory

_numbers = count(1)


def make_confidence(*, school=None, year=None, version=None, days=14, **fields):
    """A survey that is open for ``days`` from today, without answers."""
    return ConfidenceSurvey.objects.create(
        school=school or SchoolFactory(),
        year=year or AcademicYear.current(),
        version=version or reading.published(QUESTIONNAIRE),
        link_ends_on=timezone.localdate() + timedelta(days=days),
        **fields,
    )


def answer(survey, times=1, **answers):
    """So many people answer alike: to every scale "fairly", unless ``answers`` say otherwise."""
    scales = survey.version.questions.filter(kind="scale").values_list("key", flat=True)
    given = {key: Given("fairly") for key in scales}
    for key, value in answers.items():
        given[key.replace("_", "-")] = Given(value)
    for _ in range(times):
        once = f"page {next(_numbers)}"
        assert running.hand_in(survey=survey, link_works=True, given=given, once=once)
    survey.refresh_from_db()
