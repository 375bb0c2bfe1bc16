"""What is in a basket, and the places that are held for it."""

from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from hub.places import verbs
from hub.places.choices import PlaceState
from hub.places.refusals import NoPlaceLeft
from hub.policy.values import value
from tuition.booking.applying import price_now
from tuition.booking.refusals import BookingRefused
from tuition.booking.words import why_closed
from tuition.models import Basket, BasketLine, Enrolment, Provision

#: More than any family, and few enough for one page.
LONGEST = 30
_BATCH = 500


@transaction.atomic
def put_in(*, basket: Basket, provision: Provision, by, another=False) -> BasketLine:
    """Put a provision in; a place with a day and time is held at once, if there is one.

    What is in already and for nobody yet stays as it is, so that a double click is one wish;
    ``another``: one more, for another child. Raises BookingRefused for what cannot be had now, and
    when so many are held that no more may be.
    """
    basket = locked(basket)
    if words := why_closed(provision):
        raise BookingRefused(words)
    lines = BasketLine.objects.select_related("place").filter(basket=basket)
    same = None if another else lines.filter(provision=provision, pupil=None).first()
    if same is not None:
        return same
    if lines.count() >= LONGEST:
        raise BookingRefused("Your basket is full. Please send what is in it, then choose more.")
    line = BasketLine(basket=basket, provision=provision)
    hold_for(line, by)
    line.save()
    return line


@transaction.atomic
def hold_again(*, line: BasketLine, by) -> BasketLine:
    """Try to hold a place for a line that has none any more; it stays in the basket either way."""
    basket = locked(line.basket)
    line = BasketLine.objects.select_for_update(of=("self",)).with_all().get(pk=line.pk)
    if line.is_held or line.outcome:
        return line
    line.basket = basket
    line.place = None
    hold_for(line, by)
    line.save(update_fields=["place"])
    return line


@transaction.atomic
def remove(*, line, by):
    """Take a line out; a place held for it goes to the next in turn, or to whoever comes."""
    basket = locked(line.basket)
    line = BasketLine.objects.select_related("place").filter(pk=line.pk, basket=basket).first()
    if line is None or line.outcome:
        return
    if line.place is not None and line.place.state == PlaceState.HELD:
        verbs.withdraw(place=line.place, by=by)
    line.delete()


def keep_longer(*, basket: Basket, by) -> bool:
    """Keep every place of the basket for half an hour from now; were all kept?

    Not longer in all than the hub says, so that a basket left open holds nobody up for ever.
    """
    kept = []
    for place in held_in(basket).order_by("pk"):
        try:
            verbs.keep_longer(
                place=place,
                minutes=value("hold-minutes"),
                longest=timedelta(hours=value("hold-hours-most")),
            )
        except verbs.PlaceRefused:
            kept.append(False)
        else:
            kept.append(True)
    return all(kept)


@transaction.atomic
def forget_old(*, before) -> int:
    """Delete baskets begun before a moment, and holds of theirs of which nothing came.

    Source: security.md, retention of what was never sent. Returns how many baskets.
    """
    old = Basket.objects.filter(created_at__lt=before).order_by("pk")[:_BATCH]
    keys = [each.pk for each in old]
    Enrolment.objects.filter(basket__in=keys, pupil=None).exclude(state=PlaceState.HELD).delete()
    held = Enrolment.objects.filter(basket__in=keys, pupil=None).values("basket")
    return (
        Basket.objects.filter(pk__in=keys).exclude(pk__in=held).delete()[1].get("tuition.Basket", 0)
    )


def held_in(basket):
    """The places that are held for a basket now."""
    now = timezone.now()
    return Enrolment.objects.filter(basket=basket, state=PlaceState.HELD, held_until__gt=now)


def locked(basket):
    """The basket, locked, while it is open; raises BookingRefused once it was sent."""
    basket = Basket.objects.select_for_update().filter(pk=basket.pk, done_at=None).first()
    if basket is None:
        raise BookingRefused("This was sent meanwhile, perhaps in another tab.")
    return basket


def hold_for(line, by):
    """Hold a place for a line, not saved here, where there is something to hold and one is free.

    The price is written down with it: what the family has seen is what it will pay.
    """
    if not line.provision.is_fixed:
        return
    _refuse_too_many(line.basket)
    place = Enrolment(
        provision=line.provision, basket=line.basket, payer=line.provision.payer, pupil=None
    )
    price_now(place)
    try:
        line.place = verbs.hold(place=place, minutes=value("hold-minutes"), by=by)
    except NoPlaceLeft:
        line.place = None


def _refuse_too_many(basket):
    """The limits on what one visitor, and visitors of one network, may hold at once."""
    most = value("holds-a-visitor")
    if held_in(basket).count() >= most:
        raise BookingRefused(
            f"We keep {most} places for you already, which is the most at one time. Please send "
            "those that you want, or take some out of your basket. Then choose more."
        )
    if basket.user_id is None and basket.address_hash:
        _refuse_too_many_of(basket.address_hash)


def _refuse_too_many_of(address):
    # Until the end of the transaction: visitors of one network are counted one after another.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [address])
    held = Enrolment.objects.filter(
        state=PlaceState.HELD,
        held_until__gt=timezone.now(),
        basket__address_hash=address,
        basket__user=None,
    )
    if held.count() >= value("holds-an-address"):
        raise BookingRefused(
            "Many places are being kept for visitors of the network that you use, so we cannot "
            "keep this one before we know you. Please sign in or create an "
            "account, then choose again."
        )
