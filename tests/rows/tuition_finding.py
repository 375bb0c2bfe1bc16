"""Finding lessons and groups: for everybody, signed in or not."""

from hub.accounts.choices import Role
from hub.music.models import Instrument
from tests.answers import (
    ANONYMOUS,
    NO_ROLE,
    NOBODYS,
    PUBLIC,
    SCHOOLS,
    Row,
    everybody,
    only,
    page,
    signed_in,
)
from tests.factories.tuition import ProvisionFactory
from tuition.finding import interests
from tuition.models import Interest

#: Drafts are for staff and tutors.
_NO_DRAFTS = dict.fromkeys(
    [ANONYMOUS, NO_ROLE, *SCHOOLS, Role.CARER, Role.LEADER, Role.PARTNER], 404
)


def _published(world, who):
    return {"pk": ProvisionFactory().pk}


def _draft(world, who):
    return {"pk": ProvisionFactory(state="draft").pk}


def _interest(world, who):
    oboe = Instrument.objects.get(key="oboe")
    row = Interest.objects.create(email="ann@homes.example", instrument=oboe)
    return {"token": interests.token_of(row)}


def _forged(world, who):
    return {"token": "MQ:forged"}


def _none(world, who):
    return {"pk": NOBODYS}


#: Whoever is signed in may ask; to book somebody is chosen, and here nobody is.
_NO_DRAFTS_INSIDE = {who: answer for who, answer in _NO_DRAFTS.items() if who != ANONYMOUS}
_TELL = only(Role.OFFICE) | dict.fromkeys(
    [NO_ROLE, *SCHOOLS, Role.CARER, Role.LEADER, Role.PARTNER], 404
)
_UNKNOWN = only(others=404)

ROWS = {
    "tuition:find": PUBLIC,
    "tuition:provision": Row(
        everybody(200), everybody(405), everybody(200) | _NO_DRAFTS, everybody(405)
    ),
    "tuition:book": Row(
        signed_in(200),
        signed_in(422),
        signed_in(200) | _NO_DRAFTS_INSIDE,
        signed_in(422) | _NO_DRAFTS_INSIDE,
    ),
    "tuition:interested": Row(everybody(200), everybody(422)),
    "tuition:interest_noted": PUBLIC,
    "tuition:interest": Row(everybody(200), everybody(302), everybody(404), everybody(404)),
    "tuition:interests": page(only(Role.OFFICE)),
    "tuition:interests_tell": Row(_TELL, _TELL | {Role.OFFICE: 302}, _UNKNOWN, _UNKNOWN),
    "api:provision-list": page(signed_in(200, anonymous=401), signed_in(405, anonymous=401)),
    "api:provision-detail": Row(
        signed_in(200, anonymous=401),
        signed_in(405, anonymous=401),
        signed_in(200, anonymous=401) | _NO_DRAFTS | {ANONYMOUS: 401},
        signed_in(405, anonymous=401),
    ),
}
OBJECTS = {
    "tuition:provision": (_published, _draft),
    "tuition:book": (_published, _draft),
    "tuition:interest": (_interest, _forged),
    "tuition:interests_tell": (_draft, _none),
    "api:provision-detail": (_published, _draft),
}
NO_PAGES = {"api:provision-list", "api:provision-detail"}
