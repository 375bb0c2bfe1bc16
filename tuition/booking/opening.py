"""Whose basket it is: a visitor's by a key in the session, a carer's by the account."""

import uuid
from ipaddress import ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from tuition.models import Basket, BasketLine, Enrolment

#: In the session of a visitor. It survives signing in, and then the basket is the account's.
KEY = "basket"
_TRIES = 2


def basket_of(request) -> Basket | None:
    """The open basket of whoever asks; None while nothing was put in one."""
    if request.user.is_authenticated:
        own = Basket.objects.visible_to(request.user)
        return own.filter(user=request.user, done_at=None).first()
    return _of_key(request.session.get(KEY))


def basket_for(request) -> Basket:
    """The open basket of whoever asks, made when there is none."""
    if request.user.is_authenticated:
        basket, _ = Basket.objects.get_or_create(
            user=request.user, done_at=None, defaults={"key": uuid.uuid4()}
        )
        return basket
    basket = _of_key(request.session.get(KEY))
    if basket is None:
        basket = Basket.objects.create(key=uuid.uuid4(), address_hash=address_hash(request))
        request.session[KEY] = str(basket.key)
    return basket


def address_hash(request) -> str:
    """A mark of the network from which somebody asks; the address itself is kept nowhere."""
    address = ip_address(get_adapter().get_client_ip(request))
    # Of IPv6 a household has a whole /64.
    network = ip_network((address, 64 if address.version == 6 else 32), strict=False)
    return salted_hmac("tuition.basket", str(network), algorithm="sha256").hexdigest()


def adopt(*, key, user) -> Basket | None:
    """Make a visitor's basket the user's, or put what is in it into the one they have."""
    for _ in range(_TRIES):
        try:
            with transaction.atomic():
                return _adopt(key, user)
        except IntegrityError:
            continue  # in another tab they have begun one in this moment
    return None


def _adopt(key, user):
    visitors = _of_key(key, locked=True)
    if visitors is None:
        return None
    own = Basket.objects.select_for_update().filter(user=user, done_at=None).first()
    if own is None:
        visitors.user, visitors.address_hash = user, ""
        visitors.save(update_fields=["user", "address_hash"])
        return visitors
    BasketLine.objects.filter(basket=visitors).update(basket=own)
    Enrolment.objects.filter(basket=visitors).update(basket=own)
    visitors.delete()
    return own


def _of_key(key, *, locked=False):
    if not key:
        return None
    rows = Basket.objects.select_for_update() if locked else Basket.objects.all()
    return rows.filter(key=key, user=None, done_at=None).first()
