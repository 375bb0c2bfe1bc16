"""The link by which a school answers without an account: signed, of one visit, and numbered."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from hub.policy.values import value
from visits.choices import VisitState
from visits.models import Visit

_SALT = "visits.answer"


class NoSuchLink(Exception):
    """It was not made by this portal."""


def token_of(visit) -> str:
    """What stands in the visit's link now."""
    return signing.Signer(salt=_SALT).sign_object([visit.pk, visit.link_number])


def link_of(visit) -> str:
    """The whole address of the visit's link, for letters."""
    return settings.SITE_URL + reverse("visits:answer", args=[token_of(visit)])


def file_of(visit) -> str:
    """The whole address of the visit's calendar file, for letters."""
    return settings.SITE_URL + reverse("visits:answer_file", args=[token_of(visit)])


def visit_of(token) -> tuple[Visit, bool]:
    """(the visit, is this its newest link?). Raises NoSuchLink."""
    try:
        pk, number = signing.Signer(salt=_SALT).unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise NoSuchLink from error
    rows = Visit.objects.select_related("school", "type", "officer")
    visit = rows.filter(pk=pk).first()
    if visit is None:
        raise NoSuchLink
    return visit, visit.link_number == number


def ends_at(visit):
    """Until when the link takes an answer: a confirmed visit's until it begins, others' by rule."""
    if visit.state == VisitState.CONFIRMED:
        return visit.starts_at
    begun = visit.proposed_at or visit.created_at
    return begun + timedelta(days=value("visit-link-days"))


def why_over(visit, is_newest) -> str:
    """Why the link takes no answer any more, in words for the school, or ""."""
    if not is_newest:
        return "We have sent you a newer e-mail about this visit. Please use the link in that one."
    if visit.took_place:
        return "This visit has taken place."
    if visit.state == VisitState.CANCELLED:
        return "This visit has been called off."
    if ends_at(visit) <= timezone.now():
        return "The time to answer by this link is over."
    return ""
