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
from tests.matrix import (
    ANONYMOUS,
    MANAGERS,
    NO_ROLE,
    PEOPLE,
    PUBLIC,
    SCHOOLS,
    STAFF,
    Row,
    everybody,
    only,
    page,
    signed_in,
)

#: A page for whoever is signed out, and one that leads on where there is nothing to do.
SIGN_IN_FORM = Row(signed_in(302, anonymous=200), signed_in(302, anonymous=422))
ONWARD = Row(everybody(302), everybody(302))
#: A form for whoever is signed in.
FORM = Row(signed_in(200), signed_in(422))
DEMO_ONLY = Row(everybody(404), everybody(405), everybody(404), everybody(405))
WRITERS = (Role.MANAGER, Role.EDITOR)
KNOW_ANY_SCHOOL = (*STAFF, Role.TUTOR, Role.LEADER)
KNOW_SCHOOLS = (*KNOW_ANY_SCHOOL, *SCHOOLS)
KNOW_NO_SCHOOL = dict.fromkeys({NO_ROLE, *Role} - {*KNOW_SCHOOLS}, 404)
SET_FACTS = (Role.ADMIN, Role.OFFICER)
MAKE_PROFILES = (Role.MANAGER, Role.OFFICER, Role.LEAD, Role.HEAD)

SEE_PEOPLE = (*MANAGERS, Role.OFFICER, Role.LEAD, Role.HEAD)
OTHER_SCHOOLS = {Role.LEAD: 404, Role.HEAD: 404}


def about_people(who, *, post):
    """A page on somebody at a school: ``who`` may act, others of SEE_PEOPLE see and may not."""
    own = only(*SEE_PEOPLE, answer=403, others=404)
    foreign = own | OTHER_SCHOOLS
    at_any = [role for role in who if role not in OTHER_SCHOOLS]
    return Row(
        own | dict.fromkeys(who, 200),
        own | dict.fromkeys(who, post),
        foreign | dict.fromkeys(at_any, 200),
        foreign | dict.fromkeys(at_any, post),
    )


def only_looked_at(row):
    """The same row for a page that takes no POST."""
    return Row(row.get, signed_in(405), row.foreign_get, signed_in(405))


def only_sent(row):
    """The same row for an address that takes nothing but POST."""
    return Row(signed_in(405), row.post, signed_in(405), row.foreign_post)


MATRIX = {
    # --- public, homes ---
    "home:public": PUBLIC,
    "home:home": page(signed_in(302) | {NO_ROLE: 200}),
    "home:area": Row(
        signed_in(200) | {NO_ROLE: 404}, signed_in(405), signed_in(404), signed_in(405)
    ),
    "home:choose_area": FORM,
    "home:choose_school": FORM,
    "content:page": Row(everybody(200), everybody(405), everybody(404), everybody(405)),
    "content:index": page(only(*WRITERS)),
    "content:edit": Row(only(*WRITERS), only(*WRITERS, answer=422), signed_in(404), signed_in(404)),
    "content:versions": Row(only(*WRITERS), signed_in(405), signed_in(404), signed_in(405)),
    "content:version": Row(
        only(*WRITERS),
        only(*WRITERS, answer=302),
        only(*WRITERS, answer=404),
        only(*WRITERS, answer=404),
    ),
    # --- signing in: for whoever is signed out; the others are sent on ---
    "account_login": SIGN_IN_FORM,
    "account_signup": SIGN_IN_FORM,
    "account_request_login_code": SIGN_IN_FORM,
    # Without a code that was asked for, a second step or a passkey there is nothing to do.
    "account_confirm_login_code": ONWARD,
    "mfa_authenticate": ONWARD,
    "mfa_trust": ONWARD,
    "mfa_login_webauthn": ONWARD,
    "account_inactive": PUBLIC,
    "account_email_verification_sent": ONWARD,
    "account_reset_password": Row(everybody(200), everybody(422)),
    "account_confirm_password_reset_code": ONWARD,
    "account_complete_password_reset": ONWARD,
    "account_password_reset_completed": PUBLIC,
    # --- one's own account; everybody here has an authenticator app and a password ---
    "account_home": page(signed_in(200)),
    "account_profile": FORM,
    "account_logout": Row(signed_in(200), everybody(302)),
    "account_email": Row(signed_in(200), everybody(302)),
    "account_stay": Row(signed_in(405), signed_in(200)),
    "account_change_password": FORM,
    "account_set_password": ONWARD,
    "account_reauthenticate": FORM,
    "mfa_reauthenticate": FORM,
    "mfa_reauthenticate_webauthn": ONWARD,  # for those with a passkey
    "mfa_index": page(signed_in(200)),
    "mfa_activate_totp": ONWARD,
    # Whose role requires a second step keeps the last one.
    "mfa_deactivate_totp": Row(signed_in(200), only(*SECOND_FACTOR_ROLES, answer=422, others=302)),
    "mfa_add_webauthn": FORM,
    "mfa_edit_webauthn": Row(signed_in(200), signed_in(422), signed_in(404), signed_in(404)),
    "mfa_remove_webauthn": Row(signed_in(200), everybody(302), signed_in(404), signed_in(404)),
    "mfa_generate_recovery_codes": Row(signed_in(200), everybody(302)),
    "mfa_view_recovery_codes": ONWARD,  # until codes have been made
    "usersessions_list": Row(signed_in(200), everybody(302)),
    "account_end_session": Row(signed_in(405), everybody(302), signed_in(405), signed_in(404)),
    "tokens:list": page(signed_in(200)),
    "tokens:create": Row(only(*Role), only(*Role, answer=422)),
    "tokens:revoke": Row(signed_in(200), everybody(302), signed_in(404), signed_in(404)),
    # --- people and roles ---
    "people:list": page(only(*SEE_PEOPLE)),
    "people:export": page(only(*SEE_PEOPLE)),
    "people:person": Row(
        only(*SEE_PEOPLE),
        signed_in(405),
        only(*MANAGERS, Role.OFFICER) | OTHER_SCHOOLS,
        signed_in(405),
    ),
    "people:deactivate": about_people(MANAGERS, post=422),
    "people:reactivate": about_people(MANAGERS, post=422),
    "people:second_factor": about_people((*MANAGERS, Role.HEAD), post=422),
    "people:sign_out": about_people(MANAGERS, post=302),
    "people:sessions": only_looked_at(about_people(MANAGERS, post=405)),
    "people:session_end": only_sent(about_people(MANAGERS, post=302)),
    "people:role_change": about_people((*MANAGERS, Role.HEAD), post=302),
    "people:role_end": about_people((*MANAGERS, Role.HEAD), post=302),
    "people:invitations": page(only(*SEE_PEOPLE)),
    "people:invitation_resend": about_people((*MANAGERS, Role.HEAD), post=302),
    "people:invitation_withdraw": about_people((*MANAGERS, Role.HEAD), post=302),
    "people:invite": page(only(*SEE_PEOPLE)),
    "people:invite_to": Row(  # one's own: a role at a school; a stranger's: to manage the hub
        only(*SEE_PEOPLE),
        only(*SEE_PEOPLE, answer=422),
        only(*MANAGERS),
        only(*MANAGERS, answer=422),
    ),
    # It is for the holder of the link: whoever is signed in here has another address.
    "invitations:accept": Row(
        everybody(403) | {ANONYMOUS: 200},
        everybody(403) | {ANONYMOUS: 422},
        everybody(404),
        everybody(404),
    ),
    # --- the hub's settings, the trail ---
    "policy:settings": page(only(*MANAGERS)),
    "policy:contact": Row(only(*MANAGERS), only(*MANAGERS, answer=422)),
    "policy:look": Row(only(*MANAGERS), only(*MANAGERS, answer=422)),
    "policy:authorities": Row(only(*MANAGERS), only(*MANAGERS, answer=422)),
    "policy:authority_remove": Row(
        only(*MANAGERS),
        only(*MANAGERS, answer=302),
        only(*MANAGERS, answer=404),
        only(*MANAGERS, answer=404),
    ),
    "brand_css": PUBLIC,
    "brand_logo": Row(everybody(404), everybody(405), everybody(404), everybody(405)),
    "trail:entries": page(only(*MANAGERS)),
    "trail:export": page(only(*MANAGERS)),
    "trail:entry": Row(
        only(*MANAGERS), signed_in(405), only(*MANAGERS, answer=404), signed_in(405)
    ),
    # --- the demo's outbox: not there otherwise ---
    "messaging:outbox": Row(everybody(404), everybody(405)),
    "messaging:message": DEMO_ONLY,
    "messaging:as_sent": DEMO_ONLY,
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
    "api:schools-list": page(only(*KNOW_SCHOOLS, anonymous=401), signed_in(405, anonymous=401)),
    "api:schools-detail": Row(
        only(*KNOW_SCHOOLS, anonymous=401),
        signed_in(405, anonymous=401),
        only(*KNOW_SCHOOLS, anonymous=401) | dict.fromkeys(SCHOOLS, 404),
        signed_in(405, anonymous=401),
    ),
    # --- schools ---
    "schools:list": page(only(*KNOW_SCHOOLS)),
    "schools:export": page(only(*KNOW_SCHOOLS)),
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
    # --- reports ---
    "reporting:index": page(only(*MAKE_PROFILES)),
    "reporting:new": Row(
        only(*MAKE_PROFILES),
        only(*MAKE_PROFILES, answer=422),
        only(*MAKE_PROFILES, answer=404),
        only(*MAKE_PROFILES, answer=404),
    ),
    "reporting:run": Row(signed_in(200), signed_in(405), signed_in(404), signed_in(405)),
    "reporting:state": Row(signed_in(200), signed_in(405), signed_in(404), signed_in(405)),
    "reporting:download": Row(signed_in(404), signed_in(405), signed_in(404), signed_in(405)),
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
        f"{route} {kind}: {line}"
        for route, row in MATRIX.items()
        for method, kind, foreign in ASKED
        if getattr(row, kind)
        for line in differences(getattr(row, kind), answers(world, method, route, foreign))
    ]
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)
    assert world.written - matrix.A_GET_WRITES == set()  # no GET changes anything


def differences(expected, given):
    """Lines such as ``trail:entries get: 200, not 403, for tutor, leader``."""
    pairs = sorted({(expected[who], given[who]) for who in PEOPLE})
    for wanted, got in pairs:
        if wanted != got:
            these = [who for who in PEOPLE if (expected[who], given[who]) == (wanted, got)]
            yield f"{got}, not {wanted}, for {', '.join(these)}"


def answers(world, method, route, foreign):
    """{who: status}, each asked in a transaction that is taken back."""
    given = {}
    for who in PEOPLE:
        with transaction.atomic():
            given[who] = world.ask(method, who, matrix.address(route, world, who, foreign=foreign))
            transaction.set_rollback(True)
    return given


def test_what_is_only_looked_at_refuses_a_post():
    # An answer of 200 to a POST: nothing was changed, or it was and a reload would do it again.
    answered = {route for route, row in MATRIX.items() if 200 in row.post.values()}
    assert answered == {"account_stay"}  # keeps a session going, for a script


def test_every_route_of_the_project_has_a_row():
    assert sorted(MATRIX) == sorted(matrix.routes())


def test_every_route_that_takes_an_object_is_asked_for_a_strangers_too():
    takes_an_object = {route for route, takes in matrix.routes().items() if takes}
    asked = {route for route, row in MATRIX.items() if row.foreign_get and row.foreign_post}
    assert (asked, set(matrix.OBJECTS)) == (takes_an_object, takes_an_object)
