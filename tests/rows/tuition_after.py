"""Once a place is taken: carers about their own, tutors about theirs, the office."""

import datetime

from django.utils import timezone

from hub.accounts.choices import Role
from hub.people.models import Carer, Consent
from tests.answers import (
    NO_ROLE,
    NOBODYS,
    Row,
    everybody,
    named,
    only,
    only_sent,
    page,
    signed_in,
)
from tests.factories.people import CarerFactory, make_child
from tests.factories.schools import closed_school
from tests.factories.tuition import EnrolmentFactory, ProvisionFactory, make_school_venue
from tuition.models import Absence, ChangeRequest, ContinueRound

SEEN_BY_ALL = (Role.OFFICE, Role.FINANCE)
LAST_DAY = timezone.localdate() + datetime.timedelta(days=30)
TAUGHT_AND_SCHOOL = (Role.TUTOR, Role.LEAD, Role.HEAD)


def carer_of(world, who=Role.CARER):
    """The carer who signs in as this person of the matrix."""
    user = world.users[who]
    found = Carer.objects.filter(user=user).first()
    return found or CarerFactory(user=user, name=user.name, email=user.email)


def an_enrolment(world, who=None, **fields):
    """Of the carer's child, at the school of the matrix, which may know, taught by its tutor."""
    child = make_child(carer_of(world), school=world.school)
    Consent.objects.create(pupil=child, kind="school")
    provision = fields.pop("provision", None) or ProvisionFactory(tutor=world.users[Role.TUTOR])
    return EnrolmentFactory(pupil=child, provision=provision, **fields)


def a_strangers(world, who=None, **fields):
    """Of a child of whom none but the office and finance know."""
    return EnrolmentFactory(**fields)


def of(**fields):
    """Objects of a route about an enrolment: own, and a stranger's."""
    return (
        lambda world, who: {"pk": an_enrolment(world, **fields).pk},
        lambda world, who: {"pk": a_strangers(world, **fields).pk},
    )


_SEEN = Row(
    only(Role.CARER, *SEEN_BY_ALL, *TAUGHT_AND_SCHOOL, others=404),
    signed_in(405),
    only(*SEEN_BY_ALL, others=404),
    signed_in(405),
)


def _does(*roles, get=200, post=422):
    """Those roles do it to what they see; the others who see it are refused; strangers see none."""
    blind = {who: 404 for who in (NO_ROLE, *Role) if who not in (Role.CARER, *SEEN)}
    strange = dict.fromkeys(TAUGHT_AND_SCHOOL + (Role.CARER,), 404) | blind
    office = [role for role in roles if role == Role.OFFICE]
    return Row(
        only(*roles, answer=get) | blind,
        only(*roles, answer=post) | blind,
        only(*office, answer=get) | strange,
        only(*office, answer=post) | strange,
    )


def _absence(make):
    return lambda world, who: {
        "pk": Absence.objects.create(enrolment=make(world), day=timezone.localdate()).pk
    }


def _needs_of(make):
    return lambda world, who: {"pk": make(world).pupil_id}


def _request(make):
    def made(world, who):
        enrolment = make(world)
        return {"pk": ChangeRequest.objects.create(enrolment=enrolment, kind="day", words="x").pk}

    return made


def _round(world, who):
    ContinueRound.objects.all().delete()
    made = ContinueRound.objects.create(year=2026, closes_on=LAST_DAY, asked_at=timezone.now())
    return {"pk": made.pk}


def _none(world, who):
    return {"pk": NOBODYS}


def _at_closed(world, who):
    venue = make_school_venue(closed_school())
    return {"pk": EnrolmentFactory(provision=ProvisionFactory(venue=venue)).provision_id}


_CLOSED = Row(only(Role.OFFICE), only(Role.OFFICE, answer=422), signed_in(404), signed_in(404))
SEEN = (*SEEN_BY_ALL, *TAUGHT_AND_SCHOOL)
FOLLOWS = (*SEEN_BY_ALL, Role.MANAGER)
_FOLLOWS_ALONE = dict.fromkeys((Role.FINANCE, Role.MANAGER), 403)
_TUTOR_ALONE = Row(only(Role.TUTOR, others=404), signed_in(405), signed_in(404), signed_in(405))

ROWS = {
    "tuition:enrolments": page(signed_in(200)),
    "tuition:enrolment": _SEEN,
    "tuition:terms_version": Row(everybody(200), everybody(405), everybody(404), everybody(405)),
    "tuition:notice": _does(Role.CARER, Role.OFFICE),
    "tuition:notice_take_back": _does(Role.CARER, Role.OFFICE, post=302),
    "tuition:pause": _does(Role.OFFICE),
    "tuition:pause_end": _does(Role.OFFICE, post=302),
    "tuition:absence": _does(Role.CARER),
    "tuition:absence_take_back": Row(
        signed_in(405),
        only(Role.CARER, answer=302, others=404) | dict.fromkeys((*SEEN_BY_ALL, Role.TUTOR), 403),
        signed_in(405),
        only(*SEEN_BY_ALL, answer=403, others=404),
    ),
    "tuition:ask_change": _does(Role.CARER),
    "tuition:requests": page(only(*SEEN_BY_ALL)),
    "tuition:request": Row(
        only(Role.OFFICE, others=404) | dict.fromkeys((Role.CARER, Role.FINANCE), 403),
        only(Role.OFFICE, answer=422, others=404) | dict.fromkeys((Role.CARER, Role.FINANCE), 403),
        only(Role.OFFICE, others=404) | {Role.FINANCE: 403},
        only(Role.OFFICE, answer=422, others=404) | {Role.FINANCE: 403},
    ),
    "tuition:request_take_back": Row(
        signed_in(405),
        only(Role.CARER, answer=302, others=404) | dict.fromkeys(SEEN_BY_ALL, 403),
        signed_in(405),
        only(*SEEN_BY_ALL, answer=403, others=404),
    ),
    "tuition:continue": Row(signed_in(200), signed_in(422)),
    "tuition:continue_rounds": page(only(*FOLLOWS)),
    "tuition:continue_open": Row(only(Role.OFFICE), only(Role.OFFICE, answer=422)),
    "tuition:continue_round": Row(
        only(*FOLLOWS, others=404),
        signed_in(405),
        only(others=404),
        signed_in(405),
    ),
    "tuition:continue_close": Row(
        only(Role.OFFICE, others=404) | _FOLLOWS_ALONE,
        only(Role.OFFICE, answer=302, others=404) | _FOLLOWS_ALONE,
        only(others=404),
        only(others=404),
    ),
    "tuition:continue_export": Row(
        only(*SEEN_BY_ALL, others=404) | {Role.MANAGER: 403},
        signed_in(405),
        only(others=404),
        signed_in(405),
    ),
    "tuition:school_gone": page(only(*SEEN_BY_ALL)),
    "tuition:closed_go_on": _CLOSED,
    "tuition:closed_end": _CLOSED,
    "tuition:stays": only_sent(_does(Role.OFFICE, post=302)),
    "tuition:tutor_pupils": page(only(Role.TUTOR)),
    "tuition:tutor_needs": _TUTOR_ALONE,
}
OBJECTS = {
    "tuition:terms_version": named({"number": 1}, {"number": NOBODYS}),
    "tuition:enrolment": of(),
    "tuition:notice": of(),
    "tuition:notice_take_back": of(state="stopping", last_day=LAST_DAY),
    "tuition:pause": of(),
    "tuition:pause_end": of(),
    "tuition:absence": of(),
    "tuition:absence_take_back": (_absence(an_enrolment), _absence(a_strangers)),
    "tuition:ask_change": of(),
    "tuition:closed_go_on": (_at_closed, _none),
    "tuition:closed_end": (_at_closed, _none),
    "tuition:stays": of(),
    "tuition:request": (_request(an_enrolment), _request(a_strangers)),
    "tuition:request_take_back": (_request(an_enrolment), _request(a_strangers)),
    "tuition:continue_round": (_round, _none),
    "tuition:continue_close": (_round, _none),
    "tuition:continue_export": (_round, _none),
    "tuition:tutor_needs": (_needs_of(an_enrolment), _needs_of(a_strangers)),
}
NO_PAGES = {"tuition:continue_export"}
