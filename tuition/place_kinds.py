"""How enrolments go with provision, for hub/places. Letters follow from events in ``notices``."""

from hub.places.choices import PlaceState
from hub.places.kinds import PlaceKind, place_kind
from tuition.models import Enrolment


@place_kind(Enrolment, thing="provision")
class Enrolments(PlaceKind):
    """With a day and time a place is taken at once; lessons to be arranged are applied for."""

    def first_state(self, thing):
        """Confirmed for what has a day and time, else applied."""
        return PlaceState.CONFIRMED if thing.is_fixed else PlaceState.APPLIED

    def may_offer(self, thing, terms):
        """An offer names day and time: the provision's, or those of the place given up."""
        return not thing.is_over() and (thing.is_fixed or terms.get("weekday") is not None)

    def terms_of(self, place):
        """Day, time and tutor of a place given up, where they were arranged for it."""
        if place.weekday is None:
            return {}
        return {
            "weekday": place.weekday,
            "starts_at": place.starts_at,
            "tutor": place.tutor,
        }

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
            moved_from=place,
        )
