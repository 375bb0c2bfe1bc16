"""The dashboard of visits and the targets."""

from hub.accounts.choices import Role
from tests.answers import Row, only, signed_in
from tests.rows.visits_tracker import FILE, TRACK

READ_ALONE = dict.fromkeys({*TRACK} - {Role.MANAGER}, 403)

ROWS = {
    "visits:engagement": Row(only(*TRACK, others=404), signed_in(405)),
    "visits:engagement_export": FILE,
    "visits:engagement_export_xlsx": FILE,
    # A target may be left empty.
    "visits:targets": Row(
        only(*TRACK, others=404), only(Role.MANAGER, answer=302, others=404) | READ_ALONE
    ),
}
NO_PAGES = {"visits:engagement_export", "visits:engagement_export_xlsx"}
