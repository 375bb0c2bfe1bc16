"""Joining a school: finding it, asking for a role there, answering."""

from hub.accounts.choices import SCHOOL_ROLES, Role
from tests.answers import (
    MANAGERS,
    PUBLIC,
    Row,
    each_their_own,
    only,
    only_looked_at,
    page,
    signed_in,
)
from tests.factories.claims import ClaimFactory
from tests.rows.schools import A_SCHOOL

ANSWER = (*MANAGERS, Role.OFFICER, Role.HEAD)
ANSWER_ANYWHERE = (*MANAGERS, Role.OFFICER)


def _claim_of(person):
    return {"pk": ClaimFactory(user=person).pk}


OWN = tuple(SCHOOL_ROLES)

ROWS = {
    "schools:home": only_looked_at(
        Row(only(*OWN, others=404), signed_in(405), signed_in(404), signed_in(405))
    ),
    "schools:find": PUBLIC,
    # One's own role: for who has none at a school, somebody else's.
    "schools:leave": Row(
        only(*OWN, others=404), only(*OWN, answer=422, others=404), signed_in(404), signed_in(404)
    ),
    "schools:claim": Row(signed_in(200), signed_in(422), signed_in(200), signed_in(422)),
    "schools:my_claims": page(signed_in(200)),
    "schools:claim_withdraw": Row(
        signed_in(200),
        signed_in(302),
        # Those who see a stranger's request may answer it, and not take it back.
        only(*ANSWER_ANYWHERE, answer=403, others=404),
        only(*ANSWER_ANYWHERE, answer=403, others=404),
    ),
    "schools:claims": page(only(*ANSWER)),
    "schools:claim_decide": Row(
        only(*ANSWER, others=404),
        only(*ANSWER, answer=422, others=404),
        only(*ANSWER_ANYWHERE, others=404),
        only(*ANSWER_ANYWHERE, answer=422, others=404),
    ),
}


def _role_of(world, who):
    held = world.users[who].grants.first() if who in OWN else world.colleague.grants.get()
    return {"pk": held.pk}


OBJECTS = {
    "schools:leave": (_role_of, lambda world, who: {"pk": world.stranger.grants.get().pk}),
    **dict.fromkeys(["schools:claim", "schools:home"], A_SCHOOL),
    "schools:claim_withdraw": each_their_own(_claim_of),
    "schools:claim_decide": (
        lambda world, who: {"pk": ClaimFactory(school=world.school).pk},
        lambda world, who: {"pk": ClaimFactory(school=world.foreign_school).pk},
    ),
}
