"""A family asks to have something otherwise; the office agrees, or says why not."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from hub.places import verbs as places
from hub.trail.record import record
from tuition.after import notices, suspending
from tuition.after.refusals import NotDone
from tuition.choices import RequestState
from tuition.models import ChangeRequest, Enrolment, Provision


@dataclass(frozen=True)
class Change:
    """What the office agrees to beside its words: one of these, or nothing.

    ``provision``: move there, the date of application goes along. ``weekday``, ``starts_at``,
    ``tutor``: arranged anew for this place. ``first``, ``last``: a pause.
    """

    provision: Provision | None = None
    weekday: int | None = None
    starts_at: time | None = None
    tutor: Any = None
    first: date | None = None
    last: date | None = None


@transaction.atomic
def ask(*, enrolment: Enrolment, kind, words, by) -> ChangeRequest:
    """Ask to change a place. Raises NotDone for what is not taught, and when asked already."""
    if not enrolment.is_taught:
        raise NotDone("Only places that you have taken can be changed.")
    try:
        with transaction.atomic():
            request = ChangeRequest.objects.create(
                enrolment=enrolment, kind=kind, words=words, created_by=by
            )
    except IntegrityError as error:
        raise NotDone("You have asked for this already. We will answer soon.") from error
    record("asked for", request, by=by, changes={"kind": (None, str(kind))})
    return request


@transaction.atomic
def withdraw(*, request: ChangeRequest, by) -> ChangeRequest:
    """Take a request back before it is answered. Twice, it changes nothing."""
    request = _locked(request)
    if request.state == RequestState.WITHDRAWN:
        return request
    return _answered(_open(request), RequestState.WITHDRAWN, by=by)


@transaction.atomic
def agree(*, request: ChangeRequest, by, answer, change: Change | None = None) -> ChangeRequest:
    """Say yes, and do what was asked for; the carers are told.

    Raises NotDone when it was answered meanwhile, NoPlaceLeft when the other provision is full.
    """
    request = _open(_locked(request))
    enrolment = Enrolment.objects.select_related("provision").get(pk=request.enrolment_id)
    request.new_enrolment = _done(enrolment, change or Change(), by)
    request = _answered(request, RequestState.AGREED, by=by, answer=answer)
    notices.request_answered(request)
    return request


@transaction.atomic
def decline(*, request: ChangeRequest, by, answer) -> ChangeRequest:
    """Say that it is not possible, and why; the carers are told."""
    request = _answered(_open(_locked(request)), RequestState.DECLINED, by=by, answer=answer)
    notices.request_answered(request)
    return request


def _done(enrolment, change, by):
    """Do it; returns the new enrolment when the learner moved."""
    if change.provision is not None:
        return places.move(place=enrolment, thing=change.provision, by=by)
    if change.first is not None:
        suspending.pause(enrolment=enrolment, first=change.first, last=change.last, by=by)
    if change.starts_at is not None or change.tutor is not None:
        _arrange(enrolment, change, by)
    return None


def _arrange(enrolment, change, by):
    if enrolment.provision.is_group:
        raise NotDone("A group has one day, time and tutor for all. Move the learner instead.")
    row = Enrolment.objects.select_for_update(of=("self",)).get(pk=enrolment.pk)
    before = {name: getattr(row, name) for name in ("weekday", "starts_at", "tutor_id")}
    if change.starts_at is not None:
        row.weekday, row.starts_at = change.weekday, change.starts_at
    if change.tutor is not None:
        row.tutor = change.tutor
    row.save(update_fields=["weekday", "starts_at", "tutor"])
    changes = {
        name: (old, getattr(row, name)) for name, old in before.items() if old != getattr(row, name)
    }
    record("arranged", row, by=by, changes=changes)


def _answered(request, state, *, by, answer=""):
    request.state, request.answer = state, answer
    request.answered_at, request.answered_by = timezone.now(), by
    request.save(update_fields=["state", "answer", "answered_at", "answered_by", "new_enrolment"])
    record(
        "answered",
        request,
        by=by,
        changes={"state": (str(RequestState.OPEN), str(state))},
    )
    return request


def _open(request):
    if request.state != RequestState.OPEN:
        raise NotDone("This request has been answered, or taken back, meanwhile.")
    return request


def _locked(request):
    return ChangeRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
