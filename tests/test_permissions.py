"""Who gets which answer from which route: every route of the project, every role, GET and POST.

A route without a row in tests/rows/ fails.
"""

import logging
from contextlib import contextmanager

import pytest
from django.db import transaction

from hub.accounts.choices import Role
from tests import matrix
from tests.answers import ANONYMOUS, NO_ROLE, PEOPLE
from tests.parts import in_parts
from tests.rows import OBJECTS, ROWS


@pytest.fixture
def silence():
    """Thousands of refusals are asked for here: nobody wants to read of each."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


#: Parts of the test below, of which each has some of the routes.
PARTS = 4
OWN, FOREIGN = ("get", "post"), ("foreign_get", "foreign_post")


@pytest.mark.parametrize("part", in_parts("matrix", PARTS))
def test_each_role_gets_the_answer_that_it_should(db, silence, part):
    # Everybody is made once: no answer changes them, for each is taken back.
    world = matrix.new_world()
    wrong = [
        f"{route} {kind}: {line}"
        for route in list(ROWS)[part::PARTS]
        for kinds in (OWN, FOREIGN)
        for kind, given in answers(world, route, kinds).items()
        for line in differences(getattr(ROWS[route], kind), given)
    ]
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)
    assert world.written - matrix.A_GET_WRITES == set()  # no GET changes anything


def differences(expected, given):
    """Lines such as ``trail:entries get: 200, not 403, for tutor, leader``."""
    pairs = sorted({(expected[who], given[who]) for who in given})
    for wanted, got in pairs:
        if wanted != got:
            these = [who for who in given if (expected[who], given[who]) == (wanted, got)]
            yield f"{got}, not {wanted}, for {', '.join(these)}"


def answers(world, route, kinds):
    """{kind: {who: status}}: GET and POST for the same object, each answer taken back.

    So is the object, which takes longer to make than to ask for: nobody meets another's.
    """
    asked = {kind: askers(row) for kind in kinds if (row := getattr(ROWS[route], kind))}
    given = {kind: {} for kind in asked}
    for who in PEOPLE if asked else ():
        with taken_back():
            url = matrix.address(route, world, who, foreign=kinds == FOREIGN)
            for kind in (kind for kind, people in asked.items() if who in people):
                with taken_back():
                    given[kind][who] = world.ask(kind.removeprefix("foreign_"), who, url)
    return given


def askers(row):
    """Who asks. That an address takes no such request it says before it knows who somebody is."""
    refused = {row[who] for who in PEOPLE if who != ANONYMOUS} == {405}
    return [ANONYMOUS, NO_ROLE, Role.MANAGER] if refused else PEOPLE


@contextmanager
def taken_back():
    """A transaction that leaves nothing."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_what_is_only_looked_at_refuses_a_post():
    # An answer of 200 to a POST: nothing was changed, or it was and a reload would do it again.
    answered = {route for route, row in ROWS.items() if 200 in row.post.values()}
    assert answered == {"account_stay"}  # keeps a session going, for a script


def test_every_route_of_the_project_has_a_row():
    assert sorted(ROWS) == sorted(matrix.routes())


def test_every_route_that_takes_an_object_is_asked_for_a_strangers_too():
    takes_an_object = {route for route, takes in matrix.routes().items() if takes}
    asked = {route for route, row in ROWS.items() if row.foreign_get and row.foreign_post}
    assert (asked, set(OBJECTS)) == (takes_an_object, takes_an_object)
