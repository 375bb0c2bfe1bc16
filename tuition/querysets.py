"""Provision, enrolments and what belongs to them, by name."""

from django.db.models import F, Q
from django.utils import timezone

from hub.permissions import RightsQuerySet
from hub.places.querysets import CapacityQuerySet, PlaceQuerySet
from tuition.choices import ProvisionState, RequestState


class ProvisionQuerySet(CapacityQuerySet):
    """What can be taken."""

    def visible_to(self, user):
        """Those that this user may see."""
        return self.allowing("tuition.see_provision", user)

    def published(self):
        """Those that families may know of."""
        return self.filter(state=ProvisionState.PUBLISHED)

    def open(self, on=None):
        """Published ones that take applications on a day, today when not given."""
        day = on or timezone.localdate()
        begun = Q(opens_on=None) | Q(opens_on__lte=day)
        not_over = Q(closes_on=None) | Q(closes_on__gte=day)
        return self.published().filter(begun & not_over)

    def fixed(self):
        """Those with a day and time."""
        return self.filter(weekday__isnull=False, starts_at__isnull=False)


class EnrolmentQuerySet(PlaceQuerySet):
    """Pupils' places in provision."""

    def visible_to(self, user):
        """Those that this user may see."""
        return self.allowing("tuition.see_enrolment", user)

    def of_pupils(self):
        """Without holds of visitors who have not said for whom."""
        return self.filter(pupil__isnull=False)

    def with_all(self):
        """With what a line about one shows, in one statement."""
        return self.select_related(
            "pupil",
            "pupil__school",
            "provision",
            "provision__instrument",
            "provision__venue",
            "provision__tutor",
            "tutor",
        )


class OfEnrolmentQuerySet(RightsQuerySet):
    """What belongs to an enrolment; ``SEE`` of the model names the right that is asked."""

    def visible_to(self, user):
        """Those that this user may see."""
        return self.allowing(self.model.SEE, user)


class ChangeRequestQuerySet(OfEnrolmentQuerySet):
    """What families ask to have otherwise."""

    def open(self):
        """Those that wait for an answer."""
        return self.filter(state=RequestState.OPEN)


class InterestQuerySet(RightsQuerySet):
    """Who wants to hear when something starts."""

    def visible_to(self, user):
        """Those that this user may see."""
        return self.allowing("tuition.see_interest", user)

    def live(self):
        """Address proven, not taken back and not answered yet."""
        return self.filter(confirmed_at__isnull=False, closed_at=None)


class BasketQuerySet(RightsQuerySet):
    """Baskets of visitors and carers."""

    def visible_to(self, user):
        """One's own."""
        return self.allowing("tuition.see_basket", user)


class BasketLineQuerySet(RightsQuerySet):
    """What stands in baskets."""

    def visible_to(self, user):
        """Those of one's own basket."""
        return self.allowing("tuition.see_basket_line", user)

    def with_all(self):
        """With what a line shows, in one statement."""
        return self.select_related(
            "place", "pupil", "provision__instrument", "provision__venue", "provision__tutor"
        )


class SchoolApplicationQuerySet(RightsQuerySet):
    """What a school asked for a pupil, until the carer completes it."""

    def visible_to(self, user):
        """Those that this user may see."""
        return self.allowing("tuition.see_school_application", user)

    def open(self):
        """Neither completed nor taken back."""
        return self.filter(completed_at=None, withdrawn_at=None)


class PriceQuerySet(RightsQuerySet):
    """Prices."""

    def cheapest_first(self):
        """By year, newest first, then by kind, length and size."""
        return self.order_by("-year", "kind", "minutes", F("group_size").asc(nulls_first=True))
