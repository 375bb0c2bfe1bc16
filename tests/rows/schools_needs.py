"""What schools need, across all of them."""

from hub.accounts.choices import Role
from tests.answers import Row, only, signed_in

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

NO_PAGES = {
    "schools:needs_export",
    "schools:needs_export_xlsx",
    "schools:needs_schools",
    "schools:needs_schools_export",
    "schools:needs_schools_export_xlsx",
}
