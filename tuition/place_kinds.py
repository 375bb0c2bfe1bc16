"""How enrolments go with provision, for hub/places. Letters follow from events in ``notices``."""

from django.db.models import Case, Exists, OuterRef, Value, When
from django.utils import timezone

from hub.people.models import Needs
from hub.permissions import may
from hub.places.choices import TAUGHT, PlaceState
from hub.places.kinds import PlaceKind, place_kind
from hub.policy.values import value
from tuition import notices, pricing
from tuition.choices import ProvisionState
from tuition.models import Enrolment
from tuition.office.policy_rules import Order

FIRST, USUAL = 50, 100


@place_kind(Enrolment, thing="provision")
class Enrolments(PlaceKind):
    """With a day and time a place is taken at once; lessons to be arranged are applied for."""

    once = "a_pupil_is_enrolled_once_in_a_provision"
    in_use = "an_enrolment_is_of_a_record_in_use"

    def why_not(self, place, thing, by):
        """Not published, over, or closed for applications, which the office alone gets past."""
        if thing.state != ProvisionState.PUBLISHED:
            return "This is not taught any more, or not yet."
        if thing.is_over():
            return "This has come to its end."
        # Without anybody it is the portal itself: who goes on next year, say.
        if by is not None and not thing.is_open() and not may(by, "tuition.set_provision"):
            return "Applications for this are closed."
        return ""

    def first_state(self, thing):
        """Confirmed for what has a day and time, else applied."""
        return PlaceState.CONFIRMED if thing.is_fixed else PlaceState.APPLIED

    def offering(self, things):
        """What is published, has a day and time and is not over."""
        return things.published().fixed().filter(ends_on__gte=timezone.localdate())

    def may_offer(self, thing, terms):
        """An offer names day and time: the provision's, or those of the place given up."""
        running = thing.state == ProvisionState.PUBLISHED and not thing.is_over()
        return running and (thing.is_fixed or terms.get("weekday") is not None)

    def rank(self):
        """By the hub's rule "waiting-order"."""
        order = value("waiting-order")
        if order == Order.EHCP:
            first = Exists(Needs.objects.filter(pupil=OuterRef("pupil"), has_ehcp=True))
        elif order == Order.SIBLINGS:
            first = Exists(_learning_there())
        else:
            return None
        return Case(When(first, then=Value(FIRST)), default=Value(USUAL))

    def terms_of(self, place):
        """Day, time and tutor of a place given up, where they were arranged for it."""
        if place.weekday is None:
            return {}
        return {
            "weekday": place.weekday,
            "starts_at": place.starts_at,
            "tutor": place.tutor,
        }

    def offer_terms(self, place):
        """The price as it is now: the table may change before the offer is answered."""
        found = pricing.quote(place.provision, weekday=place.weekday)
        if found is None:
            return {"price_lesson": None, "price_term": None}
        return {"price_lesson": found.per_lesson, "price_term": found.per_term}

    def told(self, place, event, by):
        """Letters to the family; none at the end of a year that is followed by the next."""
        if event == "ended" and place.continuations.filter(next_enrolment__isnull=False).exists():
            return
        notices.told(place, event, by)

    def in_one_letter(self):
        """One letter a carer."""
        return notices.in_one_letter()

    def moved(self, place, thing):
        """The same learner, payer and wishes in another provision."""
        return Enrolment(
            provision=thing,
            pupil=place.pupil,
            school=place.school,
            payer=place.payer,
            payer_carer=place.payer_carer,
            wishes=place.wishes,
            needs_adapted=place.needs_adapted,
            terms_version=place.terms_version,
            moved_from=place,
        )


def _learning_there():
    """Places at the same venue of others for whom a carer of theirs cares, too."""
    return Enrolment.objects.filter(
        state__in=TAUGHT,
        provision__venue__provision=OuterRef("provision"),
        pupil__links__ended_at=None,
        pupil__links__carer__links__ended_at=None,
        pupil__links__carer__links__pupil=OuterRef("pupil"),
    ).exclude(pupil=OuterRef("pupil"))
