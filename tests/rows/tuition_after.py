"""Once a place is taken: carers about their own, tutors about theirs, the office."""

import datetime

from django.utils import timezone

from hub.accounts.choices import Role
from hub.people.models import Carer, Consent
from tests.answers import NO_ROLE, Row, only, page, signed_in
from tests.factories.people import CarerFactory, make_child
from tests.factories.tuition import EnrolmentFactory, ProvisionFactory
from tuition.models import Absence

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


SEEN = (*SEEN_BY_ALL, *TAUGHT_AND_SCHOOL)
_TUTOR_ALONE = Row(only(Role.TUTOR, others=404), signed_in(405), signed_in(404), signed_in(405))

ROWS = {
    "tuition:enrolments": page(signed_in(200)),
    "tuition:enrolment": _SEEN,
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
    "tuition:tutor_pupils": page(only(Role.TUTOR)),
    "tuition:tutor_needs": _TUTOR_ALONE,
}
OBJECTS = {
    "tuition:enrolment": of(),
    "tuition:notice": of(),
    "tuition:notice_take_back": of(state="stopping", last_day=LAST_DAY),
    "tuition:pause": of(),
    "tuition:pause_end": of(),
    "tuition:absence": of(),
    "tuition:absence_take_back": (_absence(an_enrolment), _absence(a_strangers)),
    "tuition:tutor_needs": (_needs_of(an_enrolment), _needs_of(a_strangers)),
}
