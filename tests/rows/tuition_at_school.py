"""A school's own pupils, and lessons that it asks for."""

import datetime
import secrets

from django.utils import timezone

from hub.accounts.choices import Role
from tests.answers import ANONYMOUS, NO_ROLE, SCHOOLS, Row, everybody, only, page, signed_in
from tests.factories.tuition import ProvisionFactory
from tests.rows.schools import A_SCHOOL, KNOW_NO_SCHOOL
from tuition.at_school.applying import _hash
from tuition.models import SchoolApplication

OWN = (Role.LEAD, Role.HEAD)
_FOREIGN = KNOW_NO_SCHOOL | dict.fromkeys(SCHOOLS, 404)
_READ = Row(only(*OWN) | KNOW_NO_SCHOOL, signed_in(405), only() | _FOREIGN, signed_in(405))
_UNSEEN = dict.fromkeys({NO_ROLE, *Role} - {*OWN, Role.OFFICE}, 404)
_SENT = Row(
    signed_in(405),
    only(Role.LEAD, answer=302) | _UNSEEN,
    signed_in(405),
    only() | _UNSEEN | dict.fromkeys(OWN, 404),
)


def _asked(school, email="somebody@homes.example"):
    token = secrets.token_urlsafe(16)
    made = SchoolApplication.objects.create(
        school=school,
        provision=ProvisionFactory(),
        pupil_name="Robin Learner",
        carer_email=email,
        token_hash=_hash(token),
        expires_at=timezone.now() + datetime.timedelta(days=7),
    )
    return made, token


def _application(at):
    return lambda world, who: {"pk": _asked(getattr(world, at))[0].pk}


def _own_link(world, who):
    user = world.users.get(who, world.users[Role.CARER])
    return {"token": _asked(world.school, user.email)[1]}


def _strange_link(world, who):
    return {"token": _asked(world.school)[1]}


ROWS = {
    "tuition:own_school_pupils": page(only(*OWN, answer=302)),
    "tuition:school_pupils": _READ,
    "tuition:school_pupils_export": _READ,
    "tuition:school_pupils_export_xlsx": _READ,
    "tuition:school_apply": Row(
        only(Role.LEAD) | KNOW_NO_SCHOOL,
        only(Role.LEAD, answer=422) | KNOW_NO_SCHOOL,
        only() | _FOREIGN,
        only() | _FOREIGN,
    ),
    "tuition:school_application_withdraw": _SENT,
    "tuition:school_application_again": _SENT,
    "tuition:for_your_child": Row(
        everybody(200),
        everybody(422) | {ANONYMOUS: 302},
        everybody(403) | {ANONYMOUS: 200},
        everybody(403) | {ANONYMOUS: 302},
    ),
}
OBJECTS = {
    **dict.fromkeys(
        [
            "tuition:school_pupils",
            "tuition:school_pupils_export",
            "tuition:school_pupils_export_xlsx",
            "tuition:school_apply",
        ],
        A_SCHOOL,
    ),
    **dict.fromkeys(
        ["tuition:school_application_withdraw", "tuition:school_application_again"],
        (_application("school"), _application("foreign_school")),
    ),
    "tuition:for_your_child": (_own_link, _strange_link),
}
NO_PAGES = {"tuition:school_pupils_export", "tuition:school_pupils_export_xlsx"}
