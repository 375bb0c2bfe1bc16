"""The engagement tracker."""

from hub.accounts.choices import Role
from tests.answers import Row, only, signed_in

TRACK = (Role.MANAGER, Role.ADMIN, Role.OFFICER, Role.TRAINING, Role.ENSEMBLES)
EXPORT = (Role.MANAGER, Role.OFFICER)
FILE = Row(only(*TRACK, others=404, answer=403) | dict.fromkeys(EXPORT, 200), signed_in(405))

ROWS = {
    "visits:tracker": Row(only(*TRACK, others=404), signed_in(405)),
    "visits:tracker_export": FILE,
    "visits:tracker_export_xlsx": FILE,
}
NO_PAGES = {"visits:tracker_export", "visits:tracker_export_xlsx"}
