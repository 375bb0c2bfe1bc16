"""What is known of a school's music."""

from hub.accounts.choices import SCHOOL_ROLES, Role
from hub.calendar.years import AcademicYear
from schools.models import Fact
from tests.answers import SCHOOLS, STAFF, Row, only, signed_in
from tests.rows.schools import A_SCHOOL, KNOW_NO_SCHOOL

READ_ANY = tuple({*STAFF} - {Role.EDITOR})
READ_OWN = (*READ_ANY, *SCHOOL_ROLES)
TELL_ANY = (Role.ADMIN, Role.OFFICER)
CONFIRM = (Role.LEAD, Role.HEAD)
STRANGE = KNOW_NO_SCHOOL | dict.fromkeys(SCHOOLS, 404)


def _area(of):
    return lambda world, who: {**of(world, who), "slug": "singing"}


def a_fact(school):
    """A fact of a school."""
    at = {"school": school, "year": AcademicYear.current(), "key": "choirs", "holds": True}
    return Fact.objects.get_or_create(**at, defaults={"number": 2, "source": "school"})[0]


def _history(of):
    return lambda world, who: {**of(world, who), "key": "choirs"}


ROWS = {
    "schools:known_history": Row(
        only(*READ_OWN) | KNOW_NO_SCHOOL,
        signed_in(405),
        only(*READ_ANY) | STRANGE,
        signed_in(405),
    ),
    "schools:known": Row(
        only(*READ_OWN) | KNOW_NO_SCHOOL,
        signed_in(405),
        only(*READ_ANY) | STRANGE,
        signed_in(405),
    ),
    "schools:known_area": Row(
        only(*TELL_ANY, *CONFIRM) | KNOW_NO_SCHOOL,
        only(*TELL_ANY, *CONFIRM, answer=302) | KNOW_NO_SCHOOL,
        only(*TELL_ANY) | STRANGE,
        only(*TELL_ANY, answer=302) | STRANGE,
    ),
    "schools:known_confirm": Row(
        signed_in(405),
        only(*CONFIRM, answer=302) | KNOW_NO_SCHOOL,
        signed_in(405),
        only() | STRANGE,
    ),
}

OBJECTS = {
    "schools:known_history": tuple(_history(each) for each in A_SCHOOL),
    "schools:known": A_SCHOOL,
    **dict.fromkeys(
        ["schools:known_area", "schools:known_confirm"], tuple(_area(each) for each in A_SCHOOL)
    ),
}

NO_PAGES: set[str] = set()
