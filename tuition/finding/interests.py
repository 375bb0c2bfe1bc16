"""Who wants to hear when something starts: noted, proven by a link, told, and forgotten again."""

from datetime import timedelta

from django.core import signing
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from hub.geography.distance import metres_away
from hub.trail.record import record
from hub.venues.choices import VenueKind
from tuition.choices import WITHOUT_PLACE
from tuition.finding import notices
from tuition.models import Interest, Provision

#: Interests that one address of e-mail may have open at once; more are not written to.
MOST_OPEN = 8
#: What was never proven goes after a week, everything after a year.
PROVEN_WITHIN, KEPT = timedelta(days=7), timedelta(days=365)
#: How near a new lesson must be to what somebody waits for, in metres.
NEAR = 10_000
_SALT = "tuition.interest"


@transaction.atomic
def note(*, email, instrument, year_group, is_adult, where, user) -> None:
    """Note what somebody would like, and write to the address for proof of it.

    Says nothing of what is known of the address: whoever asks learns the same in every case. An
    address that is the verified one of whoever is signed in is proven already.
    """
    email = email.lower()
    proven = user is not None and user.email.lower() == email
    fields = {
        "email": email,
        "instrument": instrument,
        "year_group": year_group,
        "is_adult": is_adult,
    }
    open_ones = Interest.objects.filter(email=email, closed_at=None)
    there = open_ones.filter(**fields).first()
    if there is None and open_ones.count() >= MOST_OPEN:
        return
    if there is None:
        there = _create(fields, where, user if proven else None)
    if there is None or there.confirmed_at is not None:
        return
    if proven:
        confirm(interest=there, by=user)
    else:
        notices.prove(there, token_of(there))


@transaction.atomic
def confirm(*, interest: Interest, by) -> Interest:
    """The address is proven. The same again is nothing."""
    interest = _locked(interest)
    if interest.confirmed_at is None and interest.closed_at is None:
        interest.confirmed_at = timezone.now()
        interest.save(update_fields=["confirmed_at"])
        record("confirmed", interest, by=by)
    return interest


@transaction.atomic
def withdraw(*, interest: Interest, by) -> Interest:
    """Nobody writes about it any more."""
    interest = _locked(interest)
    if interest.closed_at is None:
        interest.closed_at = timezone.now()
        interest.save(update_fields=["closed_at"])
        record("withdrew", interest, by=by)
    return interest


@transaction.atomic
def tell(*, provision: Provision, by) -> int:
    """Write to everybody who waits for something like this near it, and close what they noted.

    Returns how many. Sent twice it finds nobody the second time.
    """
    rows = waiting_for(provision).select_for_update(of=("self",)).order_by("pk")
    told = list(rows)
    now = timezone.now()
    for interest in told:
        interest.told_at = interest.closed_at = now
        interest.save(update_fields=["told_at", "closed_at"])
        notices.started(interest, provision, token_of(interest))
    if told:
        record("told", provision, by=by, changes={"interests": (None, len(told))})
    return len(told)


def waiting_for(provision: Provision):
    """Live interests in its instrument and age, near it or without a place; for what is online,

    wherever they are.
    """
    ages = Q(year_group=None, is_adult=False)
    if provision.is_for_adults:
        ages |= Q(is_adult=True)
    if provision.from_year_group is not None:
        span = (provision.from_year_group, provision.to_year_group)
        ages |= Q(year_group__range=span)
    rows = Interest.objects.live().filter(ages, instrument=provision.instrument_id)
    venue = provision.venue
    if provision.only_own_pupils:
        return rows.filter(school=venue.school_id)
    is_online = provision.kind in WITHOUT_PLACE or venue.kind == VenueKind.ONLINE
    if is_online or venue.easting is None:
        return rows
    near = rows.annotate(metres=metres_away(venue))
    return near.filter(Q(metres__lte=NEAR) | Q(easting=None))


def forget_old() -> int:
    """Delete what was never proven within a week, and what is a year old; returns how many."""
    now = timezone.now()
    unproven = Q(confirmed_at=None, created_at__lt=now - PROVEN_WITHIN)
    return Interest.objects.filter(unproven | Q(created_at__lt=now - KEPT)).delete()[0]


def token_of(interest) -> str:
    """What stands in the link by which it is confirmed and taken back."""
    return signing.Signer(salt=_SALT).sign_object(interest.pk)


def interest_of(token) -> Interest | None:
    """The interest that a link leads to; None for a link that is not ours, or what is forgotten."""
    try:
        pk = signing.Signer(salt=_SALT).unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Interest.objects.select_related("instrument").filter(pk=pk).first()


def _create(fields, where, user):
    placed = {}
    if where is not None:
        placed = {"easting": where.easting, "northing": where.northing, "school": where.school}
        placed["postcode"] = "" if where.school else where.words
    try:
        with transaction.atomic():
            return Interest.objects.create(user=user, **fields, **placed)
    except IntegrityError:  # sent twice at the same moment
        return None


def _locked(interest):
    return Interest.objects.select_for_update(of=("self",)).get(pk=interest.pk)
