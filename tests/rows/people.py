"""People, roles and invitations."""

import uuid

from hub.accounts.choices import Role
from hub.accounts.invitations import invite
from tests.answers import (
    ANONYMOUS,
    MANAGERS,
    Row,
    at_school,
    everybody,
    named,
    only,
    only_looked_at,
    only_sent,
    page,
    signed_in,
)
from tests.rows.account import session_of

SEE_PEOPLE = (*MANAGERS, Role.OFFICER, Role.LEAD, Role.HEAD)
OTHER_SCHOOLS = {Role.LEAD: 404, Role.HEAD: 404}
PERSON_ROUTES = ("sessions", "person", "deactivate", "reactivate", "second_factor", "sign_out")


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


def _invitation_to(school):
    email = f"{uuid.uuid4().hex}@people.example"  # an address is invited to a role once
    return invite(email=email, role=Role.LEAD, school=school, by=None)


ROWS = {
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
}

OBJECTS = {
    **dict.fromkeys(
        [f"people:{act}" for act in PERSON_ROUTES],
        at_school(lambda school, person: {"pk": person.pk}),
    ),
    "people:session_end": at_school(
        lambda school, person: {"pk": person.pk, "session_pk": session_of(person)["pk"]}
    ),
    **dict.fromkeys(
        ["people:role_change", "people:role_end"],
        at_school(lambda school, person: {"pk": person.grants.get().pk}),
    ),
    **dict.fromkeys(
        ["people:invitation_resend", "people:invitation_withdraw"],
        at_school(lambda school, person: {"pk": _invitation_to(school)[0].pk}),
    ),
    "people:invite_to": named({"role": "lead"}, {"role": "manager"}),
    "invitations:accept": (
        lambda world, who: {"token": _invitation_to(world.school)[1].rstrip("/").rsplit("/")[-1]},
        lambda world, who: {"token": "made-up"},
    ),
}

NO_PAGES = {"people:export"}
