"""The confidence survey among what a school does next. Loaded by schools/next_steps.py."""

from django.urls import reverse

from hub.calendar.years import AcademicYear
from hub.permissions import may
from schools.models import ConfidenceSurvey
from schools.next_steps import Step, next_step


@next_step(order=45)
def collect_answers(school, user):
    """While this year's survey is open: how many have answered, and until when the others can."""
    if not may(user, "schools.run_confidence", school):
        return None
    survey = ConfidenceSurvey.objects.filter(school=school, year=AcademicYear.current()).first()
    if survey is None or not survey.is_open:
        return None
    has = "has" if survey.answered == 1 else "have"
    return Step(
        "Collect what teachers say of their confidence",
        reverse("schools:confidence", args=[school.pk]),
        hint=f"{survey.answered} {has} answered so far. Remind the others of the link.",
        due=survey.link_ends_on,
    )
