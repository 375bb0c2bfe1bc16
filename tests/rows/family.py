"""My family: what carers do for themselves and those whom they look after."""

from hub.accounts.choices import Role
from hub.people.models import Carer
from tests.answers import Row, each_their_own, only, only_looked_at, page, signed_in
from tests.factories.people import CarerFactory, CarerLinkFactory, PupilFactory

CARERS = only(Role.CARER)
FORM_OF_CARERS = Row(CARERS, only(Role.CARER, answer=422))
OWN = Row(signed_in(200), signed_in(422), signed_in(404), signed_in(404))


def child_of(user, **link):
    """A child whom this user looks after."""
    carer = Carer.objects.filter(user=user).first() or CarerFactory(user=user)
    return CarerLinkFactory(carer=carer, pupil=PupilFactory(), **link).pupil


A_CHILD = each_their_own(lambda user: {"pk": child_of(user).pk})

ROWS = {
    "family:home": page(CARERS),
    "family:details": FORM_OF_CARERS,
    "family:child_add": FORM_OF_CARERS,
    "family:adult_add": FORM_OF_CARERS,
    "family:child": only_looked_at(OWN),
    "family:child_change": OWN,
}
OBJECTS = dict.fromkeys(["family:child", "family:child_change"], A_CHILD)
