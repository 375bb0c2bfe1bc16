"""Where summaries of plans are published, and the summaries themselves."""

from hub.accounts.choices import SCHOOL_ROLES, Role
from schools.address_choices import AddressAnswer
from tests.answers import SCHOOLS, STAFF, Row, only, signed_in
from tests.factories.summaries import make_address
from tests.rows.schools import A_SCHOOL, KNOW_NO_SCHOOL

READ_ANY = tuple({*STAFF} - {Role.EDITOR})
READ_OWN = (*READ_ANY, *SCHOOL_ROLES)
TELL_ANY = (Role.ADMIN, Role.OFFICER)
TELL_OWN = (*TELL_ANY, Role.LEAD, Role.HEAD)
STRANGE = KNOW_NO_SCHOOL | dict.fromkeys(SCHOOLS, 404)


def _address(which):
    def make(world, who):
        school = world.school if which == "own" else world.foreign_school
        school.published_addresses.all().delete()
        return {"pk": make_address(school, answer=AddressAnswer.COULD_NOT).pk}

    return make


#: Those who may know of an address but not speak for the school.
_SEEN = dict.fromkeys(READ_OWN, 403)
_ACT = Row(
    signed_in(405),
    signed_in(404) | _SEEN | dict.fromkeys(TELL_OWN, 302),
    signed_in(405),
    signed_in(404) | dict.fromkeys(READ_ANY, 403) | dict.fromkeys(TELL_ANY, 302),
)
ROWS = {
    "schools:published_address": Row(
        only(*READ_OWN) | KNOW_NO_SCHOOL,
        only(*TELL_OWN, answer=422) | KNOW_NO_SCHOOL,
        only(*READ_ANY) | STRANGE,
        only(*TELL_ANY, answer=422) | STRANGE,
    ),
    "schools:published_address_state": Row(
        only(*READ_OWN) | KNOW_NO_SCHOOL,
        signed_in(405),
        only(*READ_ANY) | STRANGE,
        signed_in(405),
    ),
    "schools:published_address_again": _ACT,
    "schools:published_address_confirm": _ACT,
}

OBJECTS = {
    "schools:published_address": A_SCHOOL,
    "schools:published_address_state": A_SCHOOL,
    "schools:published_address_again": (_address("own"), _address("foreign")),
    "schools:published_address_confirm": (_address("own"), _address("foreign")),
}

NO_PAGES = {"schools:published_address_state"}
