"""Who gets which answer from which route: every route of the project, every role, GET and POST.

A route without a row in tests/rows/ fails.
"""

import logging

import pytest
from django.db import transaction

from tests import matrix
from tests.answers import PEOPLE
from tests.parts import in_parts
from tests.rows import OBJECTS, ROWS


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


@pytest.mark.parametrize("part", in_parts("matrix", len(ASKED)))
def test_each_role_gets_the_answer_that_it_should(db, silence, part):
    method, kind, foreign = ASKED[part]
    # Everybody is made once: no answer changes them, for each is taken back.
    world = matrix.new_world()
    wrong = [
        f"{route} {kind}: {line}"
        for route, row in ROWS.items()
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
    answered = {route for route, row in ROWS.items() if 200 in row.post.values()}
    assert answered == {"account_stay"}  # keeps a session going, for a script


def test_every_route_of_the_project_has_a_row():
    assert sorted(ROWS) == sorted(matrix.routes())


def test_every_route_that_takes_an_object_is_asked_for_a_strangers_too():
    takes_an_object = {route for route, takes in matrix.routes().items() if takes}
    asked = {route for route, row in ROWS.items() if row.foreign_get and row.foreign_post}
    assert (asked, set(OBJECTS)) == (takes_an_object, takes_an_object)
