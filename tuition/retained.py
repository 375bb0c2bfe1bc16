"""What lessons keep no longer than the hub says."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from hub.people.retention import Retained, retained
from hub.places.choices import PlaceState
from hub.policy.values import value
from tuition.models import Basket, Enrolment, Interest, SchoolApplication

_NEVER_CAME = [PlaceState.DECLINED, PlaceState.LAPSED, PlaceState.WITHDRAWN]


def _days_ago(rule):
    return timezone.now() - timedelta(days=value(rule))


@retained(
    "baskets",
    name="baskets",
    words="Baskets, finished or not, of more days ago than enquiries are kept.",
    order=10,
)
class OldBaskets(Retained):
    """With them goes the mark of the network address that they came from."""

    def due(self):
        """Those in which nothing is held any more."""
        held = Enrolment.objects.filter(basket=OuterRef("pk"), state=PlaceState.HELD)
        before = _days_ago("retention-enquiry-days")
        return Basket.objects.filter(~Exists(held), created_at__lt=before)

    def line(self, row):
        """When it was begun."""
        return f"Basket of {timezone.localdate(row.created_at):%-d %B %Y}"


@retained(
    "holds",
    name="holds of visitors",
    words="Places that visitors held and let go without saying for whom.",
    order=11,
)
class HoldsOfNobody(Retained):
    """They are nobody's, and of no account."""

    def due(self):
        """Those that came to nothing."""
        return Enrolment.objects.filter(
            pupil=None,
            state__in=[PlaceState.LAPSED, PlaceState.WITHDRAWN],
            state_since__lt=_days_ago("retention-enquiry-days"),
        )

    def line(self, row):
        """Its reference."""
        return f"Hold {row.reference}"


@retained(
    "interests",
    name="entries of who wants to hear",
    words="Who wanted to hear when something starts, more days ago than the hub says.",
    order=12,
)
class OldInterests(Retained):
    """An address and a postcode."""

    def due(self):
        """Those noted, or answered, before the day; addresses never proven go with enquiries."""
        old = Q(created_at__lt=_days_ago("retention-interest-days"))
        unproven = Q(confirmed_at=None, created_at__lt=_days_ago("retention-enquiry-days"))
        return Interest.objects.filter(old | unproven)

    def line(self, row):
        """When it was noted."""
        return f"Entry of {timezone.localdate(row.created_at):%-d %B %Y}"


@retained(
    "turns",
    name="applications that came to nothing",
    words="Applications and turns on a waiting list that were declined, lapsed or taken back so "
    "many days ago as the hub says, and never were a place.",
    order=13,
)
class OldTurns(Retained):
    """What was never taught costs nothing and counts for nothing."""

    def due(self):
        """Those over before the day."""
        return Enrolment.objects.filter(
            state__in=_NEVER_CAME,
            confirmed_at=None,
            pupil__is_on_hold=False,
            state_since__lt=_days_ago("retention-interest-days"),
        )

    def line(self, row):
        """Its reference."""
        return f"{row.reference}, over since {timezone.localdate(row.state_since):%-d %B %Y}"


@retained(
    "school-applications",
    name="applications by schools",
    words="Names and addresses in applications of schools that no carer completed, once they "
    "ran out more days ago than enquiries are kept.",
    order=14,
)
class OldSchoolApplications(Retained):
    """The name of a child and the address of a carer who may never have come."""

    def due(self):
        """Those that ran out before the day."""
        return SchoolApplication.objects.filter(expires_at__lt=_days_ago("retention-enquiry-days"))

    def line(self, row):
        """When it was made."""
        return f"Application of {timezone.localdate(row.created_at):%-d %B %Y}"
