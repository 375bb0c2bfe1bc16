"""My family: what carers do for themselves and those whom they look after."""

from allauth.account.models import EmailAddress

from hub.accounts.choices import Role
from hub.people.inviting import invite
from hub.people.models import Carer
from tests.answers import (
    Row,
    each_their_own,
    only,
    only_looked_at,
    page,
    signed_in,
)
from tests.factories.people import CarerFactory, CarerLinkFactory, PupilFactory, make_carer

CARERS = only(Role.CARER)
FORM_OF_CARERS = Row(CARERS, only(Role.CARER, answer=422))
OWN = Row(signed_in(200), signed_in(422), signed_in(404), signed_in(404))
ACT = Row(signed_in(200), signed_in(302), signed_in(404), signed_in(404))
READ = Row(
    signed_in(200, anonymous=401),
    signed_in(405, anonymous=401),
    signed_in(404, anonymous=401),
    signed_in(405, anonymous=401),
)


def child_of(user):
    """A child whom this user looks after."""
    carer = Carer.objects.filter(user=user).first() or CarerFactory(user=user, email=user.email)
    return CarerLinkFactory(carer=carer, pupil=PupilFactory()).pupil


def invitation_of(user, email="other@homes.example"):
    """(invitation, token) that this user sent about a child."""
    invitation, link = invite(
        by=user,
        pupils=[child_of(user)],
        email=email,
        relationship="father",
        has_responsibility=True,
        may_book=False,
    )
    return invitation, link.rstrip("/").rpartition("/")[2]


def _for_who_asks(world, who):
    """The token of an invitation to who asks; a visitor has an account, too."""
    asks = world.users.get(who, world.users[Role.CARER])
    EmailAddress.objects.get_or_create(user=asks, email=asks.email, verified=True)
    return {"token": invitation_of(make_carer().user, email=asks.email)[1]}


def _for_another(world, who):
    return {"token": invitation_of(make_carer().user, email=world.stranger.email)[1]}


A_CHILD = each_their_own(lambda user: {"pk": child_of(user).pk})
OF_A_CHILD = [
    f"family:{name}"
    for name in ("child", "child_change", "needs", "consents", "school", "invite", "leave", "bond")
]

ROWS = {
    "family:home": page(CARERS),
    "family:details": FORM_OF_CARERS,
    "family:child_add": FORM_OF_CARERS,
    "family:adult_add": FORM_OF_CARERS,
    "family:child": only_looked_at(OWN),
    "family:child_change": OWN,
    # Everything may be left empty: saying that there is nothing is an answer.
    "family:needs": ACT,
    "family:consents": ACT,
    "family:school": OWN,
    "family:invite": OWN,
    "family:leave": ACT,
    "family:bond": OWN,
    "family:take_back": ACT,
    # To who is signed in with another address than the invited one: refused.
    "family:invitation": Row(
        signed_in(200, anonymous=200),
        signed_in(302, anonymous=302),
        signed_in(403, anonymous=200),
        signed_in(403, anonymous=302),
    ),
    "api:children-list": page(signed_in(200, anonymous=401), signed_in(405, anonymous=401)),
    "api:children-detail": READ,
}
OBJECTS = {
    **dict.fromkeys([*OF_A_CHILD, "api:children-detail"], A_CHILD),
    "family:take_back": each_their_own(lambda user: {"pk": invitation_of(user)[0].pk}),
    "family:invitation": (_for_who_asks, _for_another),
}
NO_PAGES = {"api:children-list", "api:children-detail"}
