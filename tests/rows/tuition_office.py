"""The office's list of applications, and what it does with places."""

from hub.accounts.choices import Role
from tests.answers import NO_ROLE, Row, only, page, signed_in
from tests.factories.tuition import ProvisionFactory
from tests.rows.tuition_after import of

_LIST = (Role.OFFICE, Role.FINANCE)
_SEEN = (Role.CARER, Role.FINANCE, Role.LEAD, Role.HEAD)


def _office(*seen, get=200, post=422):
    """The office does it; those who see the row are refused, the others do not know of it."""
    blind = {who: 404 for who in (NO_ROLE, *Role) if who not in (Role.OFFICE, *seen)}
    strange = blind | dict.fromkeys(set(seen) - {Role.FINANCE}, 404)
    return Row(
        only(Role.OFFICE, answer=get) | blind,
        only(Role.OFFICE, answer=post) | blind,
        only(Role.OFFICE, answer=get) | strange,
        only(Role.OFFICE, answer=post) | strange,
    )


def _sent(row):
    return Row(signed_in(405), row.post, signed_in(405), row.foreign_post)


def _a_provision(world, who):
    return {"pk": ProvisionFactory().pk}


_QUEUE = only(*_LIST)
_MANY = only(Role.OFFICE, answer=302)
_FILE = page(only(*_LIST))

ROWS = {
    "tuition:applications": page(only(*_LIST)),
    "tuition:applications_export": _FILE,
    "tuition:applications_export_xlsx": _FILE,
    "tuition:offer_several": Row(_MANY, _MANY),
    "tuition:offered": page(_MANY),
    "tuition:queue": Row(_QUEUE, signed_in(405), _QUEUE, signed_in(405)),
    "tuition:offer_place": _office(*_SEEN),
    "tuition:refuse": _office(*_SEEN),
    "tuition:put_on_list": _sent(_office(*_SEEN, post=302)),
    "tuition:move": _office(*_SEEN, Role.TUTOR),
    "tuition:end": _office(*_SEEN, Role.TUTOR),
}
OBJECTS = {
    "tuition:queue": (_a_provision, _a_provision),
    "tuition:offer_place": of(state="waiting", confirmed_at=None),
    "tuition:refuse": of(state="waiting", confirmed_at=None),
    "tuition:put_on_list": of(state="applied", confirmed_at=None),
    "tuition:move": of(),
    "tuition:end": of(),
}
NO_PAGES = {"tuition:applications_export", "tuition:applications_export_xlsx"}
