"""Choosing lessons and groups, applying, answering offers and taking things back."""

import uuid

from tests.answers import NOBODYS, PUBLIC, Row, each_their_own, everybody, signed_in
from tests.factories.tuition import ProvisionFactory
from tuition.models import Basket, BasketLine


def _line_of(person):
    basket, _ = Basket.objects.get_or_create(
        user=person, done_at=None, defaults={"key": uuid.uuid4()}
    )
    return {"pk": BasketLine.objects.create(basket=basket, provision=ProvisionFactory()).pk}


#: A basket is known by account or session: somebody signed out has another one.
_A_LINE = Row(everybody(405), signed_in(302, anonymous=404), everybody(405), everybody(404))
_TAKE = Row(everybody(405), everybody(302), everybody(405), everybody(404))

ROWS = {
    "tuition:take": _TAKE,
    "tuition:basket": PUBLIC,
    "tuition:keep_longer": Row(everybody(405), everybody(302)),
    "tuition:hold_again": _A_LINE,
    "tuition:remove_line": _A_LINE,
}

OBJECTS = {
    "tuition:take": (
        lambda world, who: {"pk": ProvisionFactory().pk},
        lambda world, who: {"pk": NOBODYS},
    ),
    "tuition:hold_again": each_their_own(_line_of),
    "tuition:remove_line": each_their_own(_line_of),
}
