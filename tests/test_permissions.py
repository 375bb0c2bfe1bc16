"""Who gets which answer from which route: every route of the project, every role, GET and POST.

A route without a row fails. Rows are written with the answers of tests/matrix.py: 302 sends to
sign-in (or onward), 403 is seen but not yours to do, 404 is not yours to know of, 405 is a page
that is only looked at, 422 an empty form that was sent.
"""

import logging

import pytest
from django.db import transaction

from hub.accounts.choices import SECOND_FACTOR_ROLES, Role
from tests import matrix
from tests.matrix import MANAGERS, NO_ROLE, PEOPLE, PUBLIC, Row, everybody, only, page, signed_in

#: A page for whoever is signed out, and one that leads on where there is nothing to do.
SIGNED_OUT = signed_in(302, anonymous=200)
SIGNED_OUT_POST = signed_in(302, anonymous=422)
ONWARD = Row(everybody(302), everybody(302))
#: Of them no role asks for a second factor.
FREE_TO_REMOVE = [NO_ROLE, *(role for role in Role if role not in SECOND_FACTOR_ROLES)]

MATRIX = {
    # --- signing in: for whoever is signed out; the others are sent on ---
    "account_login": Row(SIGNED_OUT, SIGNED_OUT_POST),
    "account_signup": Row(SIGNED_OUT, SIGNED_OUT_POST),
    "account_request_login_code": Row(SIGNED_OUT, SIGNED_OUT_POST),
    "account_confirm_login_code": ONWARD,  # without a code that was asked for there is nothing
    "account_email_verification_sent": ONWARD,
    "mfa_login_webauthn": ONWARD,  # the script alone asks for more than the way back
    "mfa_authenticate": ONWARD,
    "account_inactive": PUBLIC,
    "account_reset_password": Row(everybody(200), everybody(422)),
    "account_confirm_password_reset_code": ONWARD,
    "account_complete_password_reset": ONWARD,
    "account_password_reset_completed": PUBLIC,
    # --- one's own account ---
    "account_home": page(signed_in(200)),
    "account_profile": Row(signed_in(200), signed_in(422)),
    "account_logout": Row(signed_in(200), everybody(302)),
    "account_email": Row(signed_in(200), everybody(302)),
    "account_change_password": Row(signed_in(200), signed_in(422)),
    "account_set_password": ONWARD,  # for those who have none
    "account_reauthenticate": Row(signed_in(200), signed_in(422)),
    "mfa_reauthenticate": Row(signed_in(200), signed_in(422)),
    "mfa_reauthenticate_webauthn": ONWARD,  # they have no passkey
    "mfa_index": page(signed_in(200)),
    "mfa_activate_totp": ONWARD,  # they have one
    "mfa_deactivate_totp": Row(signed_in(200), only(*FREE_TO_REMOVE, answer=302, others=422)),
    "mfa_add_webauthn": Row(signed_in(200), signed_in(422)),
    "mfa_edit_webauthn": Row(signed_in(200), signed_in(422), signed_in(404), signed_in(404)),
    "mfa_remove_webauthn": Row(signed_in(200), everybody(302), signed_in(404), signed_in(404)),
    "mfa_generate_recovery_codes": Row(signed_in(200), everybody(302)),
    "mfa_view_recovery_codes": ONWARD,  # until codes have been made
    "usersessions_list": Row(signed_in(200), everybody(302)),
    "account_end_session": Row(signed_in(405), everybody(302), signed_in(405), signed_in(404)),
    "account_stay": Row(signed_in(405), signed_in(200)),
    "tokens:list": page(signed_in(200)),
    "tokens:create": Row(only(*Role), only(*Role, answer=422)),
    "tokens:revoke": Row(signed_in(200), everybody(302), signed_in(404), signed_in(404)),
    # --- platform, gallery ---
    "health_live": PUBLIC,
    "health_ready": PUBLIC,
    "health_full": page(only(*MANAGERS)),
    "gallery:index": page(only(*MANAGERS, Role.EDITOR), everybody(405)),
    # --- API ---
    "api:root": page(signed_in(200, anonymous=401), signed_in(405, anonymous=401)),
    "api:me": page(signed_in(200, anonymous=401), signed_in(405, anonymous=401)),
    "api:schema": page(only(*MANAGERS, anonymous=401), signed_in(405, anonymous=401)),
    "api:docs": page(only(*MANAGERS)),
    "api:unknown": Row(everybody(404), everybody(404)),
    # --- reports ---
    "reporting:index": Row(signed_in(403), signed_in(403)),
    "reporting:new": Row(*[signed_in(403)] * 4),
    "reporting:run": Row(signed_in(200), signed_in(200), signed_in(404), signed_in(404)),
    "reporting:state": Row(signed_in(200), signed_in(200), signed_in(404), signed_in(404)),
    "reporting:download": Row(*[signed_in(404)] * 4),
    "reporting:again": Row(signed_in(405), everybody(302), signed_in(405), signed_in(404)),
}


@pytest.fixture
def silence():
    """Thousands of refusals are asked for here: nobody wants to read of each."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


ASKED = [
    ("get", "get", False),
    ("post", "post", False),
    ("get", "foreign_get", True),
    ("post", "foreign_post", True),
]


def test_each_role_gets_the_answer_that_it_should(db, silence):
    # Everybody is made once: no answer changes them, for each is taken back.
    world = matrix.new_world()
    wrong = [
        f"{route} {kind}: {who} got {status}, not {getattr(row, kind)[who]}"
        for route, row in MATRIX.items()
        for method, kind, foreign in ASKED
        if getattr(row, kind)
        for who, status in answers(world, method, route, foreign).items()
        if status != getattr(row, kind)[who]
    ]
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


def answers(world, method, route, foreign):
    """{who: status}, each asked in a transaction that is taken back."""
    given = {}
    for who in PEOPLE:
        with transaction.atomic():
            given[who] = world.ask(method, who, matrix.address(route, world, who, foreign=foreign))
            transaction.set_rollback(True)
    return given


def test_every_route_of_the_project_has_a_row():
    assert sorted(MATRIX) == sorted(matrix.routes())


def test_every_route_that_takes_an_object_is_asked_for_a_strangers_too():
    takes_an_object = {route for route, takes in matrix.routes().items() if takes}
    asked = {route for route, row in MATRIX.items() if row.foreign_get and row.foreign_post}
    assert (asked, set(matrix.OBJECTS)) == (takes_an_object, takes_an_object)
