"""Sending a basket: every line becomes a place, an application or a turn, or says why not."""

import hashlib
import uuid
from datetime import date

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from hub.people import consents as consent_verbs
from hub.people.models import Carer
from hub.places import verbs
from hub.places.choices import PlaceState
from hub.places.kinds import kind_of
from hub.places.models import Place
from tuition import notices
from tuition.booking.refusals import BookingRefused
from tuition.booking.rules import booked_by, live_of, plan_of, why_not
from tuition.choices import LineOutcome, Payer
from tuition.models import Basket, BasketLine, Enrolment

_NOT_YOURS = "You cannot book for this learner. Please ask the hub."
_GONE = "The last place has just gone."


class BasketChanged(BookingRefused):
    """Something was put in or changed, in another tab, since the page was shown."""


class _Gone(Exception):
    """What was held is not there any more, and none is free."""


def lines_to_send(user, **which):
    """Lines of a basket with all that the rules ask about, in one statement."""
    rows = BasketLine.objects.with_all().select_related("basket", "payer_carer")
    return rows.filter(basket__user=user, **which).annotate(
        may_book=booked_by(user, OuterRef("pupil")),
        has_plan=plan_of(OuterRef("pupil")),
        live=live_of(OuterRef("pupil"), OuterRef("provision")),
        own_carer=Subquery(Carer.objects.filter(user=user).values("pk")),
    )


def why_line_not(line) -> str:
    """Why a line of ``lines_to_send`` cannot be booked, in a sentence; "" when it can."""
    if line.pupil is None or not line.may_book:
        return _NOT_YOURS
    return why_not(line.provision, line.pupil, has_plan=line.has_plan, live=line.live)


def digest(lines) -> str:
    """A mark of what stands in a basket, by which a page knows whether it was changed since."""
    rows = sorted((each.pk, each.provision_id, each.pupil_id) for each in lines)
    return hashlib.sha256(repr(rows).encode()).hexdigest()[:32]


@transaction.atomic
def send(*, key, seen: str, by, consents=None, terms_version=None) -> Basket:
    """Send the user's basket; sent twice, by a double click or in two tabs, it is sent once.

    ``key``: of the basket; ``seen``: its digest, as the page showed it. ``consents``: {key of a
    learner: kinds}; ``terms_version``: of the terms agreed to. A line that cannot be had says why
    and keeps no other from being taken; what has just gone stands in a new basket, from which the
    waiting list can be joined. One letter a carer tells of all. Raises BasketChanged.
    """
    rows = lines_to_send(by, basket__key=key, basket__done_at=None)
    # By provision, and the basket first: two tabs meet here, and two carers in no other order.
    lines = list(rows.select_for_update(of=("self", "basket"), no_key=True).order_by("provision"))
    if not lines:
        return _sent_before(key, by)
    basket = lines[0].basket
    if digest(lines) != seen:
        raise BasketChanged("Your basket has changed since you opened this page. Please check it.")
    with notices.in_one_letter() as told:
        for line in lines:
            before = len(told)
            if not _send_line(line, terms_version, by):
                del told[before:]  # it was taken back
            for place in told[before:]:
                place.provision = line.provision  # read already, with instrument and venue
    for pupil in {each.pupil for each in lines if each.may_book}:
        for kind in (consents or {}).get(pupil.pk, ()):
            consent_verbs.give(pupil=pupil, kind=kind, by=by)
    basket.done_at = timezone.now()
    basket.save(update_fields=["done_at"])
    _keep_what_has_gone(lines, by)
    return basket


def _sent_before(key, by):
    basket = Basket.objects.visible_to(by).filter(key=key, done_at__isnull=False).first()
    if basket is None:
        raise BasketChanged("Your basket is empty, or was put together with another one.")
    return basket


def _send_line(line, terms_version, by) -> bool:
    """Did anything come of it?"""
    if words := why_line_not(line):
        _refuse(line, words.replace(line.pupil.called, "Your child") if line.pupil else words, by)
        return False
    try:
        place = _take(line, terms_version, by)
    except _Gone:
        _leave(line, LineOutcome.GONE, _GONE)
    except verbs.PlaceRefused as refusal:
        _leave(line, LineOutcome.REFUSED, str(refusal))
    else:
        if place.pk != line.place_id:
            line.place = place
            line.save(update_fields=["place"])
        return True
    return False


@transaction.atomic
def _take(line, terms_version, by) -> Place:
    fields = _fields_of(line) | {"terms_version": terms_version}
    if line.place is None:
        wish = Enrolment(provision=line.provision, basket=line.basket, **fields)
        place = verbs.enter(place=wish, by=by)
        if place.is_taking:  # it has come free in this moment
            keep_price(place)
        return place
    line.place.provision = line.provision
    place = verbs.confirm_hold(place=line.place, by=by, **fields)
    if place.state == PlaceState.WAITING:
        raise _Gone
    return place


def _fields_of(line):
    return fields_of(
        line.provision,
        line.pupil,
        payer_carer_id=line.payer_carer_id or line.own_carer,
        wishes=line.wishes,
        needs_adapted=line.needs_adapted,
    )


def fields_of(provision, pupil, *, payer_carer_id, wishes, needs_adapted) -> dict:
    """{field: value} of a place as a family wishes it. ``payer_carer_id``: who pays, if anybody."""
    return {
        "pupil": pupil,
        "school_id": pupil.school_id,
        "payer": provision.payer,
        "payer_carer_id": payer_carer_id if provision.payer == Payer.FAMILY else None,
        "wishes": wishes,
        "needs_adapted": needs_adapted,
        "starts_on": first_day(provision) if provision.is_fixed else None,
    }


def price_now(place) -> list[str]:
    """Let the place cost what the price table says now; returns the fields, which are not saved."""
    terms = kind_of(place).offer_terms(place)
    for name, new in terms.items():
        setattr(place, name, new)
    return list(terms)


def keep_price(place):
    """Write down what the place costs now: the price table may change."""
    place.save(update_fields=price_now(place))


def first_day(provision) -> date:
    """From when somebody who takes a place now is taught."""
    return max(provision.starts_on, timezone.localdate())


def _refuse(line, words, by):
    """Give back what is held for a line that cannot be booked."""
    if line.is_held:
        verbs.withdraw(place=line.place, by=by)
    _leave(line, LineOutcome.REFUSED, words)


def _leave(line, outcome, words):
    line.outcome, line.said, line.place = outcome, words[:300], None
    line.save(update_fields=["outcome", "said", "place"])


def _keep_what_has_gone(lines, by):
    """A new basket with what has just gone, for whoever wants to wait for it."""
    gone = [each for each in lines if each.outcome == LineOutcome.GONE]
    if not gone:
        return
    basket, _ = Basket.objects.get_or_create(user=by, done_at=None, defaults={"key": uuid.uuid4()})
    BasketLine.objects.bulk_create(
        BasketLine(
            basket=basket,
            provision=each.provision,
            pupil=each.pupil,
            payer_carer=each.payer_carer,
            wishes=each.wishes,
            needs_adapted=each.needs_adapted,
        )
        for each in gone
    )
