"""Actions after visits, and those of schools."""

from hub.accounts.choices import Role
from tests.answers import Row, at_school, only, page, signed_in
from tests.factories.visits import make_action, make_visit
from tests.rows.schools import A_SCHOOL

LIST = (Role.MANAGER, Role.OFFICER, Role.TRAINING, Role.ENSEMBLES)
OWN = (Role.LEAD, Role.HEAD)
EXPORT = (Role.MANAGER, Role.OFFICER)
READ = (*LIST, *OWN, Role.TRUST)
FILE = Row(only(*LIST, others=404, answer=403) | dict.fromkeys(EXPORT, 200), signed_in(405))


def _write(*roles, posted):
    """A form about an action: ``roles`` may send it, others who may read the action may not."""
    seen = dict.fromkeys(READ, 403)
    strange = dict.fromkeys(LIST, 403)
    mine = dict.fromkeys(roles, 200)
    away = {role: answer for role, answer in mine.items() if role not in OWN}
    return Row(
        only(others=404) | seen | mine,
        only(others=404) | seen | dict.fromkeys(mine, posted),
        only(others=404) | strange | away,
        only(others=404) | strange | dict.fromkeys(away, posted),
    )


ROWS = {
    "visits:actions": Row(only(*LIST, others=404), signed_in(405)),
    "visits:actions_export": FILE,
    "visits:actions_export_xlsx": FILE,
    "visits:new_action": Row(only(Role.OFFICER), only(Role.OFFICER, answer=422)),
    "visits:action": Row(
        only(*READ, others=404), signed_in(405), only(*LIST, others=404), signed_in(405)
    ),
    "visits:action_change": _write(Role.OFFICER, posted=422),
    # Nothing is asked of whoever begins.
    "visits:action_begin": _write(Role.OFFICER, *OWN, posted=302),
    "visits:action_done": _write(Role.OFFICER, *OWN, posted=422),
    "visits:action_drop": _write(Role.OFFICER, posted=422),
    "visits:action_reopen": _write(Role.OFFICER, *OWN, posted=422),
    "visits:school_actions": Row(
        only(*READ, others=404), signed_in(405), only(*LIST, others=404), signed_in(405)
    ),
    "api:visits-list": page(only(*LIST, *OWN, anonymous=401), signed_in(405, anonymous=401)),
    "api:visits-detail": Row(
        only(*LIST, *OWN, anonymous=401),
        signed_in(405, anonymous=401),
        only(*LIST, anonymous=401) | dict.fromkeys(OWN, 404),
        signed_in(405, anonymous=401),
    ),
    "api:actions-list": page(only(*READ, anonymous=401), signed_in(405, anonymous=401)),
    "api:actions-detail": Row(
        only(*READ, anonymous=401),
        signed_in(405, anonymous=401),
        only(*READ, anonymous=401) | dict.fromkeys((*OWN, Role.TRUST), 404),
        signed_in(405, anonymous=401),
    ),
}

_AN_ACTION = at_school(lambda school, person: {"pk": make_action(school).pk})
OBJECTS = {
    "api:visits-detail": at_school(lambda school, person: {"pk": make_visit(school).pk}),
    "visits:school_actions": A_SCHOOL,
    **dict.fromkeys(
        [
            "api:actions-detail",
            "visits:action",
            "visits:action_change",
            *(f"visits:action_{step}" for step in ("begin", "done", "drop", "reopen")),
        ],
        _AN_ACTION,
    ),
}

NO_PAGES = {"visits:actions_export", "visits:actions_export_xlsx"}
NO_PAGES |= {f"api:{name}-{kind}" for name in ("actions", "visits") for kind in ("list", "detail")}
