"""Finding lessons and groups: for everybody, signed in or not."""

from hub.accounts.choices import Role
from tests.answers import ANONYMOUS, NO_ROLE, PUBLIC, SCHOOLS, Row, everybody
from tests.factories.tuition import ProvisionFactory

#: Drafts are for staff and tutors.
_NO_DRAFTS = dict.fromkeys(
    [ANONYMOUS, NO_ROLE, *SCHOOLS, Role.CARER, Role.LEADER, Role.PARTNER], 404
)


def _published(world, who):
    return {"pk": ProvisionFactory().pk}


def _draft(world, who):
    return {"pk": ProvisionFactory(state="draft").pk}


ROWS = {
    "tuition:find": PUBLIC,
    "tuition:provision": Row(
        everybody(200), everybody(405), everybody(200) | _NO_DRAFTS, everybody(405)
    ),
}
OBJECTS = {"tuition:provision": (_published, _draft)}
