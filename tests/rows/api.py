"""The API."""

from hub.accounts.choices import SCHOOL_ROLES
from tests.answers import (
    ANONYMOUS,
    MANAGERS,
    SCHOOLS,
    Row,
    at_school,
    everybody,
    only,
    page,
    signed_in,
)
from tests.rows.resources import FOR_ALL, FOR_SCHOOLS
from tests.rows.resources import OBJECTS as RESOURCES
from tests.rows.schools import A_SCHOOL, KNOW_SCHOOLS
from tests.rows.schools_known import READ_ANY, READ_OWN, a_fact

ROWS = {
    "api:root": page(signed_in(200, anonymous=401), signed_in(405, anonymous=401)),
    "api:me": page(signed_in(200, anonymous=401), signed_in(405, anonymous=401)),
    "api:schema": page(only(*MANAGERS, anonymous=401), signed_in(405, anonymous=401)),
    "api:docs": page(only(*MANAGERS)),
    "api:unknown": Row(everybody(404), everybody(404)),
    "api:schools-list": page(only(*KNOW_SCHOOLS, anonymous=401), signed_in(405, anonymous=401)),
    "api:schools-detail": Row(
        only(*KNOW_SCHOOLS, anonymous=401),
        signed_in(405, anonymous=401),
        only(*KNOW_SCHOOLS, anonymous=401) | dict.fromkeys(SCHOOLS, 404),
        signed_in(405, anonymous=401),
    ),
    "api:facts-list": page(only(*READ_OWN, anonymous=401), signed_in(405, anonymous=401)),
    "api:facts-detail": Row(
        only(*READ_OWN, anonymous=401),
        signed_in(405, anonymous=401),
        only(*READ_ANY, anonymous=401) | dict.fromkeys(SCHOOL_ROLES, 404),
        signed_in(405, anonymous=401),
    ),
    "api:resources-list": page(signed_in(200, anonymous=401), signed_in(405, anonymous=401)),
    "api:resources-detail": Row(
        FOR_ALL | {ANONYMOUS: 401},
        signed_in(405, anonymous=401),
        FOR_SCHOOLS | {ANONYMOUS: 401},
        signed_in(405, anonymous=401),
    ),
}

OBJECTS = {
    "api:schools-detail": A_SCHOOL,
    "api:facts-detail": at_school(lambda school, person: {"pk": a_fact(school).pk}),
    "api:resources-detail": RESOURCES["resources:item"],
}

NO_PAGES = {"api:root", "api:me", "api:schema", "api:schools-list", "api:schools-detail"}
NO_PAGES |= {"api:facts-list", "api:facts-detail"}
NO_PAGES |= {"api:resources-list", "api:resources-detail"}
