"""The school directory."""

from hub.accounts.choices import Role
from tests.answers import NO_ROLE, SCHOOLS, STAFF, Row, only, page, signed_in

KNOW_ANY_SCHOOL = (*STAFF, Role.TUTOR, Role.LEADER)
KNOW_SCHOOLS = (*KNOW_ANY_SCHOOL, *SCHOOLS)
KNOW_NO_SCHOOL = dict.fromkeys({NO_ROLE, *Role} - {*KNOW_SCHOOLS}, 404)
SET_FACTS = (Role.ADMIN, Role.OFFICER)

A_SCHOOL = (
    lambda world, who: {"pk": world.school.pk},
    lambda world, who: {"pk": world.foreign_school.pk},
)

ROWS = {
    "schools:list": page(only(*KNOW_SCHOOLS)),
    "schools:export": page(only(*KNOW_SCHOOLS)),
    "schools:export_xlsx": page(only(*KNOW_SCHOOLS)),
    "schools:record": Row(
        only(*KNOW_SCHOOLS, others=404),
        signed_in(405),
        only(*KNOW_ANY_SCHOOL, others=404),
        signed_in(405),
    ),
    "schools:facts": Row(
        only(*SET_FACTS) | KNOW_NO_SCHOOL,
        only(*SET_FACTS, answer=422) | KNOW_NO_SCHOOL,
        only(*SET_FACTS) | KNOW_NO_SCHOOL | dict.fromkeys(SCHOOLS, 404),
        only(*SET_FACTS, answer=422) | KNOW_NO_SCHOOL | dict.fromkeys(SCHOOLS, 404),
    ),
}

OBJECTS = {
    **dict.fromkeys(["schools:record", "schools:facts"], A_SCHOOL),
}

NO_PAGES = {"schools:export", "schools:export_xlsx"}
