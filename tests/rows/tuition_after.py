"""Once a place is taken: carers about their own, tutors about theirs, the office."""

from hub.accounts.choices import Role
from hub.people.models import Carer, Consent
from tests.answers import Row, only, page, signed_in
from tests.factories.people import CarerFactory, make_child
from tests.factories.tuition import EnrolmentFactory, ProvisionFactory

SEEN_BY_ALL = (Role.OFFICE, Role.FINANCE)
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

ROWS = {
    "tuition:enrolments": page(signed_in(200)),
    "tuition:enrolment": _SEEN,
}
OBJECTS = {
    "tuition:enrolment": of(),
}
