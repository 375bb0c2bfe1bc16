"""Pauses of a place: it is kept, and there are no lessons meanwhile. They end by their date."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from hub.places import verbs as places
from hub.places.models import Place
from tuition.after import notices
from tuition.after.refusals import NotDone
from tuition.models import Enrolment


@transaction.atomic
def pause(*, enrolment: Enrolment, first: date, last: date | None, by) -> Place:
    """Pause from one day to another, or until further notice; the carers are told.

    Raises NotDone for a pause that is over, and PlaceRefused for what is not taught.
    """
    today = timezone.localdate()
    if last is not None and last < first:
        raise NotDone("The last day of the pause must not be before its first.")
    if last is not None and last < today:
        raise NotDone("This pause is over already. Choose days that are still to come.")
    if first > enrolment.provision.ends_on:
        raise NotDone(f"Lessons end on {enrolment.provision.ends_on:%-d %B %Y}.")
    paused = places.suspend(place=enrolment, first=first, last=last, by=by)
    notices.paused(paused)
    return paused


@transaction.atomic
def go_on(*, enrolment: Enrolment, by) -> Place:
    """End a pause now; the carers are told. Without one nothing happens."""
    if enrolment.suspended_from is None:
        return enrolment
    going = places.resume(place=enrolment, by=by)
    notices.paused(going)
    return going
