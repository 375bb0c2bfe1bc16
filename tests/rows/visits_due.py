"""Who is due for a visit."""

from hub.accounts.choices import Role
from tests.answers import Row, only, only_looked_at, page, signed_in
from tests.rows.schools import A_SCHOOL

PLAN = (Role.OFFICER, Role.MANAGER)

ROWS = {
    "visits:due": page(only(*PLAN)),
    "visits:due_export": page(only(*PLAN)),
    "visits:due_export_xlsx": page(only(*PLAN)),
    "visits:due_map": page(only(*PLAN)),
    "visits:due_school": only_looked_at(
        Row(only(*PLAN), signed_in(405), only(*PLAN), signed_in(405))
    ),
    "visits:assign": Row(only(Role.OFFICER), only(Role.OFFICER, answer=422)),
    # Nothing was arranged: on to the list.
    "visits:assigned": page(only(Role.OFFICER, answer=302)),
}

OBJECTS = {"visits:due_school": A_SCHOOL}

NO_PAGES = {"visits:due_export", "visits:due_export_xlsx"}
