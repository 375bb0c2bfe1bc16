"""Two at once on one request: one is answered, the other is told. Without the locks these fail."""

import pytest
from django.db import transaction

from hub.accounts import closure
from hub.accounts.models import RoleGrant
from hub.calendar.years import AcademicYear
from hub.policy.models import PolicyRow
from schools import claims
from schools.models import SchoolClaim
from tests.factories.accounts import make_user
from tests.factories.claims import ClaimFactory
from tests.factories.schools import SchoolFactory
from tests.races import rival

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def claim():
    return ClaimFactory(user=make_user())


def test_of_two_approvals_at_once_one_gives_the_role(claim, manager):
    head = make_user("head", scope={"school": claim.school})
    with (
        rival(lambda: claims.approve(claim=claim, by=head)) as other,
        transaction.atomic(),
    ):
        claims.approve(claim=claim, by=manager)
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, claims.ClaimRefused)
    assert [each.granted_by for each in RoleGrant.objects.filter(user=claim.user)] == [manager]


def test_of_a_yes_and_a_no_at_once_the_first_counts(claim, manager, administrator):
    with (
        rival(lambda: claims.approve(claim=claim, by=administrator)) as other,
        transaction.atomic(),
    ):
        claims.refuse(claim=claim, reason="Nobody knows them.", by=manager)
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, claims.ClaimRefused)
    assert not RoleGrant.objects.filter(user=claim.user).exists()


def test_approving_while_it_is_withdrawn_gives_nothing(claim, manager):
    with (
        rival(lambda: claims.approve(claim=claim, by=manager)) as other,
        transaction.atomic(),
    ):
        claims.withdraw(claim=claim, by=claim.user)
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, claims.ClaimRefused)
    assert not RoleGrant.objects.filter(user=claim.user).exists()


def test_withdrawing_while_it_is_approved_comes_too_late(claim, manager):
    with (
        rival(lambda: claims.withdraw(claim=claim, by=claim.user)) as other,
        transaction.atomic(),
    ):
        claims.approve(claim=claim, by=manager)
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, claims.ClaimRefused)
    assert SchoolClaim.objects.get().state == "approved"


def test_approving_while_the_account_is_closed_gives_nothing(claim, manager, administrator):
    with (
        rival(lambda: claims.approve(claim=claim, by=manager)) as other,
        transaction.atomic(),
    ):
        closure.deactivate(user=claim.user, by=administrator, reason="Left.")
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, claims.ClaimRefused)
    assert not RoleGrant.objects.filter(user=claim.user).exists()


def test_asking_twice_at_once_makes_one_request(db):
    school, user = SchoolFactory(), make_user()

    def ask():
        return claims.ask(school=school, role="lead", words="I am it.", by=user)

    with rival(ask) as other, transaction.atomic():
        ask()
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, claims.ClaimRefused)
    assert SchoolClaim.objects.count() == 1


def test_two_requests_at_once_do_not_both_fit_into_the_last_place_of_the_day(db):
    user = make_user()
    PolicyRow.objects.create(key="claims-a-day", year=AcademicYear.current(), value=1)

    def ask():
        return claims.ask(school=SchoolFactory(), role="lead", words="I am it.", by=user)

    with rival(ask) as other, transaction.atomic():
        ask()
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, claims.ClaimRefused)
    assert SchoolClaim.objects.count() == 1
