"""A school asks for lessons for a pupil; the carer completes it. Nothing else writes these rows."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from hub.messaging.outbox import queue
from hub.people import carers
from hub.people import consents as consent_verbs
from hub.places import verbs
from hub.policy.values import value
from hub.trail.record import record
from tuition.at_school.refusals import ApplicationRefused, LinkOver, LinkUnknown, NotYours
from tuition.booking.applying import first_day, keep_price
from tuition.booking.words import why_closed
from tuition.models import Enrolment, SchoolApplication

#: Open ones of one school: more than any class, and few enough that nobody sends letters to a town.
MOST_OPEN = 100


@transaction.atomic
def apply_for(*, school, provision, pupil_name, year_group, carer_email, by) -> SchoolApplication:
    """Ask for lessons for a pupil, and write to the carer; the link lasts as long as the hub says.

    Raises ApplicationRefused for what takes no applications, and for the same twice.
    """
    if words := why_closed(provision):
        raise ApplicationRefused(words)
    if provision.only_own_pupils and provision.venue.school_id != school.pk:
        raise ApplicationRefused("This is for pupils of another school.")
    email = carer_email.strip().lower()
    mine = SchoolApplication.objects.open().filter(school=school, expires_at__gt=timezone.now())
    if mine.filter(carer_email=email, provision=provision, pupil_name__iexact=pupil_name).exists():
        raise ApplicationRefused("This stands already, and waits for the carer.")
    if mine.count() >= MOST_OPEN:
        raise ApplicationRefused(f"{MOST_OPEN} applications of your school wait for carers.")
    application = SchoolApplication(
        school=school,
        provision=provision,
        pupil_name=pupil_name,
        year_group=year_group,
        carer_email=email,
        created_by=by,
    )
    token = _renew(application)
    application.save()
    record("applied for", application, by=by, fields=["pupil_name", "carer_email"])
    _write_to_carer(application, token)
    return application


@transaction.atomic
def send_again(*, application, by) -> SchoolApplication:
    """Send a new link; the old one stops working."""
    application = _locked(pk=application.pk)
    _check_open(application, also_late=True)
    token = _renew(application)
    application.save(update_fields=["token_hash", "expires_at"])
    record("sent again", application, by=by)
    _write_to_carer(application, token)
    return application


@transaction.atomic
def withdraw(*, application, by) -> SchoolApplication:
    """Take it back: the link stops working, and what was written of the pupil goes."""
    application = _locked(pk=application.pk)
    if application.withdrawn_at:
        return application
    if application.completed_at:
        raise LinkOver("The carer has completed it already.")
    return _close(application, by)


@transaction.atomic
def complete(*, token, pupil, by, consents=(), terms_version=None, wishes="") -> Enrolment:
    """Make the pupil's enrolment of it; ``by`` is the carer to whom it was sent.

    ``consents``: the kinds agreed to; ``terms_version``: of the terms agreed to. Whether ``by`` may
    book for the pupil, and the pupil fits, is asked before. Used twice, in two tabs, the second is
    told that it is over. Raises ApplicationRefused and PlaceRefused.
    """
    application = _locked(token_hash=_hash(token))
    _check_open(application)
    _check_theirs(application, by)
    provision = application.provision
    place = Enrolment(
        provision=provision,
        pupil=pupil,
        school=pupil.school,
        payer=provision.payer,
        payer_carer=carers.ensure(user=by),
        starts_on=first_day(provision) if provision.is_fixed else None,
        terms_version=terms_version,
        wishes=wishes,
    )
    verbs.enter(place=place, by=by)
    if place.is_taking:
        keep_price(place)
    for kind in consents:
        consent_verbs.give(pupil=pupil, kind=kind, by=by)
    application.completed_at, application.enrolment = timezone.now(), place
    application.pupil_name = ""
    application.save(update_fields=["completed_at", "enrolment", "pupil_name"])
    record("completed", application, by=by)
    return place


def find(token, user) -> SchoolApplication:
    """The application of a link, for the user to look at. Raises ApplicationRefused."""
    rows = SchoolApplication.objects.select_related("provision__instrument")
    application = rows.filter(token_hash=_hash(token)).first()
    if application is None:
        raise LinkUnknown
    _check_open(application)
    if user.is_authenticated:
        _check_theirs(application, user)
    return application


def forget_late() -> int:
    """Take back those whose time is over, with what was written of the pupil; how many?"""
    late = SchoolApplication.objects.open().filter(expires_at__lte=timezone.now())
    done = 0
    for pk in list(late.values_list("pk", flat=True)[:500]):
        with transaction.atomic():
            free = late.select_for_update(skip_locked=True).filter(pk=pk)
            if application := free.first():
                _close(application, None)
                done += 1
    return done


def _close(application, by):
    application.withdrawn_at = timezone.now()
    application.pupil_name = ""
    application.save(update_fields=["withdrawn_at", "pupil_name"])
    record("withdrew", application, by=by)
    return application


def _renew(application) -> str:
    token = secrets.token_urlsafe(32)
    application.token_hash = _hash(token)
    application.expires_at = timezone.now() + timedelta(days=value("school-application-days"))
    return token


def _hash(token):
    return hashlib.sha256(token.encode()).hexdigest()


def _locked(**which):
    rows = SchoolApplication.objects.select_for_update(of=("self",), no_key=True)
    application = rows.select_related("provision__instrument", "provision__venue").filter(**which)
    found = application.first()
    if found is None:
        raise LinkUnknown
    return found


def _check_open(application, *, also_late=False):
    if application.completed_at:
        raise LinkOver("This has been completed already.")
    if application.withdrawn_at:
        raise LinkOver("The school has taken this back, or its time is over.")
    if application.expires_at <= timezone.now() and not also_late:
        raise LinkOver("The time of this link is over. Please ask the school to send it again.")


def _check_theirs(application, user):
    if user.email.lower() != application.carer_email.lower():
        raise NotYours


def _write_to_carer(application, token):
    # The link alone stands in it, which says nothing: whoever opens it must sign in to read more.
    queue(
        template="tuition/email/school_application",
        to=application.carer_email,
        context={
            "link": settings.SITE_URL + reverse("tuition:for_your_child", args=[token]),
            "until": f"{timezone.localtime(application.expires_at):%A %-d %B %Y}",
        },
        is_secret=True,
        useless_after=application.expires_at,
    )
