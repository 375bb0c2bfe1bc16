"""Choosing lessons and groups, applying, answering offers and taking things back."""

import uuid

from django.utils import timezone

from hub.accounts.choices import Role
from tests.answers import (
    NOBODYS,
    PUBLIC,
    Row,
    each_their_own,
    everybody,
    only,
    only_looked_at,
    page,
    signed_in,
)
from tests.factories.calendar import make_year
from tests.factories.people import make_child
from tests.factories.tuition import ProvisionFactory, make_offer, make_waiting
from tests.rows.tuition_after import SEEN, SEEN_BY_ALL, a_strangers, an_enrolment, carer_of
from tuition.models import Basket, BasketLine


def _basket_of(person, **fields):
    return Basket.objects.create(key=uuid.uuid4(), user=person, **fields)


def _line_of(person):
    return {
        "pk": BasketLine.objects.create(basket=_basket_of(person), provision=ProvisionFactory()).pk
    }


def _sent_by(person):
    return {"pk": _basket_of(person, done_at=timezone.now()).pk}


def _made(make):
    return (
        lambda world, who: {"pk": make(pupil=make_child(carer_of(world))).pk},
        lambda world, who: {"pk": make().pk},
    )


def _in_a_year(make):
    """With terms: without them there are no days for a calendar."""

    def made(world, who):
        make_year()
        return {"pk": make(world).pk}

    return made


#: A basket is known by account or session: somebody signed out has another one.
_A_LINE = Row(everybody(405), signed_in(302, anonymous=404), everybody(405), everybody(404))


def _own(post):
    """For who cares for the learner; to everybody else it is not there."""
    return Row(
        only(Role.CARER, others=404),
        only(Role.CARER, answer=post, others=404),
        signed_in(404),
        signed_in(404),
    )


ROWS = {
    "tuition:take": Row(everybody(405), everybody(302), everybody(405), everybody(404)),
    "tuition:basket": PUBLIC,
    "tuition:keep_longer": Row(everybody(405), everybody(302)),
    "tuition:hold_again": _A_LINE,
    "tuition:remove_line": _A_LINE,
    "tuition:line": Row(signed_in(200), signed_in(422), signed_in(404), signed_in(404)),
    # With nothing in the basket, both lead to it.
    "tuition:check": Row(signed_in(302), signed_in(302)),
    "tuition:done": Row(signed_in(200), signed_in(405), signed_in(404), signed_in(405)),
    "tuition:booked": only_looked_at(_own(405)),
    "tuition:offer": only_looked_at(_own(405)),
    "tuition:accept": _own(302),
    "tuition:decline": _own(422),
    "tuition:withdraw": _own(302),
    "tuition:calendar_file": only_looked_at(_own(405)),
    "api:enrolments-list": page(signed_in(200, anonymous=401), signed_in(405, anonymous=401)),
    "api:enrolments-detail": Row(
        only(Role.CARER, *SEEN, others=404, anonymous=401),
        signed_in(405, anonymous=401),
        only(*SEEN_BY_ALL, others=404, anonymous=401),
        signed_in(405, anonymous=401),
    ),
}

OBJECTS = {
    "tuition:take": (
        lambda world, who: {"pk": ProvisionFactory().pk},
        lambda world, who: {"pk": NOBODYS},
    ),
    **dict.fromkeys(
        ["tuition:hold_again", "tuition:remove_line", "tuition:line"], each_their_own(_line_of)
    ),
    "tuition:done": each_their_own(_sent_by),
    **dict.fromkeys(
        ["tuition:booked", "tuition:offer", "tuition:accept", "tuition:decline"], _made(make_offer)
    ),
    "tuition:withdraw": _made(make_waiting),
    "tuition:calendar_file": (_in_a_year(an_enrolment), _in_a_year(a_strangers)),
    "api:enrolments-detail": (
        lambda world, who: {"pk": an_enrolment(world).pk},
        lambda world, who: {"pk": a_strangers(world).pk},
    ),
}

NO_PAGES = {"tuition:calendar_file", "api:enrolments-list", "api:enrolments-detail"}
