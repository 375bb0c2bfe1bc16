"""Booking one thing at once, without a basket: for whoever is signed in and knows what to take."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone

from hub.people import consents as consent_verbs
from hub.people.models import Carer, CarerLink
from hub.places import verbs
from hub.places.choices import LIVE
from tuition import notices
from tuition.booking.applying import fields_of, price_now
from tuition.booking.refusals import BookingRefused
from tuition.booking.rules import learners, why_not
from tuition.models import Enrolment, Provision

#: A second click, or a page sent again: what was booked so lately is meant, and not one more.
_JUST_NOW = timedelta(minutes=30)


def learners_of(user, provision):
    """The learners for whom the user books, with all that ``book`` asks; one statement.

    ``own_carer``: key of the user's own record; ``others_pay``: may somebody else pay for them?
    """
    own = Carer.objects.filter(user=user).values("pk")
    others = CarerLink.objects.live().filter(pupil=OuterRef("pk"), pays=True)
    return learners(user, provision).annotate(
        own_carer=Subquery(own), others_pay=Exists(others.exclude(carer__user=user.pk))
    )


@transaction.atomic
def book(
    *,
    provision: Provision,
    pupils,
    by,
    or_wait: bool,
    wishes="",
    needs_adapted=False,
    payer_carer=None,
    consents=None,
    terms_version=None,
) -> list[Enrolment]:
    """Take places, apply, or join the waiting list, for each of these learners: all or none.

    ``pupils``: of ``learners_of``. ``or_wait``: who finds no place joins the list; else NoPlaceLeft
    is raised, so that nobody waits who wanted a place. Raises PlaceRefused for who may not have it.
    ``consents``: {key of a learner: kinds}; ``terms_version``: of the terms agreed to. One letter
    a carer tells of all.
    """
    wishes_of = []
    for pupil in pupils:
        if words := why_not(provision, pupil, has_plan=pupil.has_plan, live=pupil.live):
            raise BookingRefused(words)
        fields = fields_of(
            provision,
            pupil,
            payer_carer_id=payer_carer.pk if payer_carer else pupil.own_carer,
            wishes=wishes,
            needs_adapted=needs_adapted,
        )
        wishes_of.append(Enrolment(provision=provision, terms_version=terms_version, **fields))
    places = _waiting(wishes_of, by) if or_wait else _taken(wishes_of, by)
    for pupil in pupils:
        for kind in (consents or {}).get(pupil.pk, ()):
            consent_verbs.give(pupil=pupil, kind=kind, by=by)
    return places


def booked_before(user, provision, pupils) -> list[Enrolment]:
    """What the user has just booked here for these learners, when it is all of them; else []."""
    rows = Enrolment.objects.filter(
        provision=provision,
        pupil__in=pupils,
        state__in=LIVE,
        created_by=user,
        applied_at__gte=timezone.now() - _JUST_NOW,
    )
    found = list(rows.order_by("pk"))
    return found if found and len(found) == len(set(pupils)) else []


def _taken(places, by):
    for place in places:
        if place.provision.is_fixed:
            price_now(place)
    return verbs.take(places=places, by=by)


def _waiting(places, by):
    with notices.in_one_letter():
        for place in places:
            place = verbs.enter(place=place, by=by)
            if place.is_taking:  # it has come free in this moment
                place.save(update_fields=price_now(place))
    return places
