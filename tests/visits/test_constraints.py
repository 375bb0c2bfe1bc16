"""What the database itself refuses of visits."""

import pytest
from django.db import IntegrityError

from tests.factories.accounts import make_user
from tests.factories.visits import make_action, make_visit

pytestmark = pytest.mark.django_db


def test_nobody_is_in_two_places_at_once():
    officer = make_user("officer")
    first = make_visit(officer=officer, state="confirmed")
    with pytest.raises(IntegrityError, match="no_officer_in_two_places"):
        make_visit(
            officer=officer,
            state="confirmed",
            at=first.ends_at - (first.ends_at - first.starts_at) / 2,
        )


def test_a_visit_may_begin_when_another_ends():
    officer = make_user("officer")
    first = make_visit(officer=officer, state="confirmed")
    assert make_visit(officer=officer, state="confirmed", at=first.ends_at).pk


def test_a_visit_that_is_fixed_has_a_time():
    visit = make_visit()
    visit.state = "confirmed"
    with pytest.raises(IntegrityError, match="time_and_officer"):
        visit.save()


def test_a_visit_that_was_cancelled_says_why():
    with pytest.raises(IntegrityError, match="says_why"):
        make_visit(state="cancelled", reason="")


def test_an_action_that_was_dropped_says_why():
    with pytest.raises(IntegrityError):
        make_action(state="dropped", reason="")
