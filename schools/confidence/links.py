"""The link that a lead hands to colleagues: signed, of one survey, and stopped by another one."""

from django.core import signing
from django.urls import reverse

from schools.models import ConfidenceSurvey

_SALT = "schools.confidence"


class NoSuchLink(Exception):
    """It was not made by this portal."""


def token_of(survey) -> str:
    """What stands in the survey's link now."""
    return signing.Signer(salt=_SALT).sign_object([survey.pk, survey.link_number])


def link_of(survey) -> str:
    """The path of the survey's link."""
    return reverse("confidence:answer", args=[token_of(survey)])


def survey_of(token) -> tuple[ConfidenceSurvey, bool]:
    """(the survey, can it be answered by this link today?). Raises NoSuchLink."""
    try:
        pk, number = signing.Signer(salt=_SALT).unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise NoSuchLink from error
    rows = ConfidenceSurvey.objects.select_related("school", "version")
    survey = rows.filter(pk=pk).first()
    if survey is None:
        raise NoSuchLink
    return survey, survey.is_open and survey.link_number == number
