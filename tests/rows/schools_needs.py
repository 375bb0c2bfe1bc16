"""What schools need, across all of them."""

from hub.accounts.choices import Role
from tests.answers import SCHOOLS, Row, only, signed_in
from tests.rows.schools import A_SCHOOL, KNOW_NO_SCHOOL

READ = (Role.MANAGER, Role.OFFICER, Role.TRAINING, Role.ENSEMBLES)
EXPORT = (Role.MANAGER, Role.OFFICER)
#: Seen by officers of training and ensembles, but not theirs to take along.
FILE = Row(only(*READ, others=404, answer=403) | dict.fromkeys(EXPORT, 200), signed_in(405))

ROWS = {
    "schools:needs": Row(only(*READ, others=404), signed_in(405)),
    "schools:needs_export": FILE,
    "schools:needs_export_xlsx": FILE,
    # Without a figure there is no list: nobody finds one.
    "schools:needs_schools": Row(only(others=404), signed_in(405)),
    "schools:needs_schools_export": Row(
        only(others=404) | dict.fromkeys((Role.TRAINING, Role.ENSEMBLES), 403), signed_in(405)
    ),
    "schools:needs_schools_export_xlsx": Row(
        only(others=404) | dict.fromkeys((Role.TRAINING, Role.ENSEMBLES), 403), signed_in(405)
    ),
}

CHASE = {Role.TRAINING: 403, Role.ENSEMBLES: 403}
WRITE = (Role.ADMIN, Role.OFFICER)
STRANGE = KNOW_NO_SCHOOL | dict.fromkeys(SCHOOLS, 404)
ROWS |= {
    "schools:status": Row(only(*READ, others=404), signed_in(405)),
    "schools:status_export": FILE,
    "schools:status_export_xlsx": FILE,
    "schools:chase": Row(
        only(*EXPORT, others=404) | CHASE, only(*EXPORT, answer=422, others=404) | CHASE
    ),
    # Nothing was sent: on to the list.
    "schools:chased": Row(only(*EXPORT, answer=302, others=404) | CHASE, signed_in(405)),
    "schools:to_capture": Row(only(*WRITE, others=404), signed_in(405)),
    "schools:capture": Row(
        only(*WRITE) | KNOW_NO_SCHOOL,
        only(*WRITE, answer=422) | KNOW_NO_SCHOOL,
        only(*WRITE) | STRANGE,
        only(*WRITE, answer=422) | STRANGE,
    ),
    "schools:capture_take_back": Row(
        signed_in(405),
        only(*WRITE, answer=302) | KNOW_NO_SCHOOL,
        signed_in(405),
        only(*WRITE, answer=302) | STRANGE,
    ),
}

OBJECTS = dict.fromkeys(["schools:capture", "schools:capture_take_back"], A_SCHOOL)

NO_PAGES = {
    "schools:status_export",
    "schools:status_export_xlsx",
    "schools:needs_export",
    "schools:needs_export_xlsx",
    "schools:needs_schools",
    "schools:needs_schools_export",
    "schools:needs_schools_export_xlsx",
}
