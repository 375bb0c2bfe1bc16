"""What teachers say of their confidence, beside what the audit asks of staff.

For lead and head alone, as the summary itself (schools.confidence); nothing of it is handed in.
"""

from django.urls import reverse

from hub.permissions import may
from schools.audits.helps import Help, Helps
from schools.confidence.summary import summary_of
from schools.models import ConfidenceSurvey

AREA = "staff"
_KIND = "What teachers say"
_LINES = 6


def what_teachers_say(audit, *, user) -> list[Helps]:
    """The summary of the year's confidence survey in a few words, or the way to ask."""
    if not may(user, "schools.run_confidence", audit.school):
        return []
    surveys = ConfidenceSurvey.objects.visible_to(user).select_related("school", "version")
    survey = surveys.filter(school=audit.school_id, year=audit.year).first()
    summary = summary_of(survey) if survey else None
    if survey is not None and summary is not None:
        lines = [f"{each.question} {each.average}" for each in summary.lines if each.average]
        told = Help(
            f"What {summary.counted} teachers say of their confidence",
            survey.get_absolute_url(),
            "; ".join(lines[:_LINES]),
        )
    elif survey is not None:
        told = Help(
            "The confidence survey is running",
            survey.get_absolute_url(),
            f"A summary shows when {survey.least} teachers have answered.",
        )
    else:
        told = Help(
            "Ask teachers how confident they feel",
            reverse("schools:confidence", args=[audit.school_id]),
            "Without names. You see a summary of five or more.",
        )
    return [Helps(_KIND, [told])]
