"""A school asks the hub for a visit; an officer answers with a visit or with words."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from hub.trail.record import record
from schools.models import School
from visits.arranging import notices
from visits.arranging.beginning import to_arrange
from visits.arranging.refusals import AnsweredMeanwhile, VisitRefused
from visits.models import VisitRequest


@transaction.atomic
def ask(*, school, words, by) -> VisitRequest:
    """The school asks for a visit; the officers of its region are told.

    Raises VisitRefused for a school that has closed, and when it has asked already.
    """
    if not school.is_open:
        raise VisitRefused(f"{school.name} is not open.")
    if not words.strip():
        raise VisitRefused("Say in a few words what it is about.")
    try:
        with transaction.atomic():
            request = VisitRequest.objects.create(school=school, words=words.strip(), asked_by=by)
    except IntegrityError as error:
        raise VisitRefused(
            "Your school has asked already, and the hub has not answered."
        ) from error
    record("asked for a visit", request, by=by)
    notices.asked(request)
    return request


@transaction.atomic
def answer_with_visit(*, request, type, officer, by, due_on=None):
    """The hub comes: a visit to arrange, of which the school is told. Returns the Visit."""
    request = _locked(request)
    visit = to_arrange(
        school=request.school,
        type=type,
        officer=officer,
        due_on=due_on,
        purpose=" ".join(request.words.split())[:500],
        by=by,
        requests=[request],
    )
    notices.request_answered(request)
    notices.given(visit, by=by)
    return visit


@transaction.atomic
def answer_with_words(*, request, words, by) -> VisitRequest:
    """The hub says something instead; the school is told."""
    request = _locked(request)
    words = " ".join(words.split())[:500]
    if not words:
        raise VisitRefused("Say in a few words what you answer.")
    request.answer, request.answered_at, request.answered_by = words, timezone.now(), by
    request.save(update_fields=["answer", "answered_at", "answered_by"])
    record("answered", request, by=by)
    notices.request_answered(request)
    return request


def _locked(request):
    """The request as it is now. Raises AnsweredMeanwhile when a colleague was quicker."""
    School.objects.select_for_update(of=("self",), no_key=True).get(pk=request.school_id)
    rows = VisitRequest.objects.select_for_update(of=("self",)).select_related("school")
    found = rows.get(pk=request.pk)
    if found.answered_at is not None:
        raise AnsweredMeanwhile("A colleague has answered this request meanwhile.")
    return found
