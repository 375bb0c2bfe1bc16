"""The doors: what a right's Q means to a list, a row and a backend."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from hub.permissions import EVERYTHING, held_on, may, require, rights
from schools.models import School
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory


@pytest.fixture
def own(db):
    return SchoolFactory()


@pytest.fixture
def foreign(db):
    return SchoolFactory()


@pytest.fixture
def lead(own):
    return make_user("lead", scope={"school": own})


def test_a_list_holds_only_the_rows_on_which_the_right_is_held(lead, own, foreign):
    assert list(School.objects.visible_to(lead)) == [own]


def test_somebody_signed_out_sees_nothing_unless_the_right_is_public(own):
    assert list(School.objects.visible_to(AnonymousUser())) == []


def test_somebody_deactivated_holds_no_right(own):
    gone = make_user("manager", is_active=False)
    assert list(School.objects.visible_to(gone)) == []


def test_the_row_and_the_list_give_the_same_answer(lead, own, foreign):
    assert [may(lead, "schools.see_school", row) for row in (own, foreign)] == [True, False]


def test_require_refuses_a_foreign_row(lead, foreign):
    with pytest.raises(PermissionDenied):
        require(lead, "schools.see_school", foreign)


def test_the_auth_backend_asks_the_same_registry(lead, own, foreign):
    answers = [lead_may(lead, row) for row in (own, foreign)]
    assert answers == [True, False]


def lead_may(user, row):
    from hub.permissions import RightsBackend

    return RightsBackend().has_perm(user, "schools.see_school", row)


def test_every_row_can_carry_the_answer(lead, own, foreign):
    rows = School.objects.with_right("schools.see_school", lead, as_="can_see").order_by("pk")
    assert [row.can_see for row in rows] == [True, False]


@pytest.mark.parametrize(
    ("role", "asked", "held"),
    [("lead", 1, [True, False]), ("manager", 0, [True, True]), ("carer", 0, [False, False])],
)
def test_the_rows_of_a_page_are_asked_in_one_statement_at_most(
    role, asked, held, own, foreign, django_assert_num_queries
):
    user = make_user(role, scope={"school": own} if role == "lead" else {})
    rights["schools.see_school"].q(user)  # the roles of an account are read once
    with django_assert_num_queries(asked):
        found = held_on(user, "schools.see_school", [own, foreign])
    assert [row in found for row in (own, foreign)] == held


def test_everything_is_never_a_bare_q():
    assert EVERYTHING.children
