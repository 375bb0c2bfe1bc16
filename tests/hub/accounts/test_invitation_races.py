"""Two acceptances at once: one gives the role, the other is told. Without the lock these fail."""

import pytest
from django.db import transaction

from hub.accounts import invitations, invited, roles
from hub.accounts.models import Invitation, RoleGrant, User
from tests.factories.accounts import grant, make_user
from tests.factories.invitations import invite, invitee
from tests.factories.schools import RegionFactory
from tests.hub.accounts.test_invitations import NEW
from tests.races import rival

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_acceptances_at_once_one_gives_the_role(manager):
    invitation = invite(NEW, "officer", manager)
    user = invitee(email=NEW)

    def accept():
        return invitations.accept(token=invitation.token, by=user)

    with rival(accept) as other, transaction.atomic():
        given = accept()
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, invitations.InvitationOver)
    assert list(RoleGrant.objects.filter(user=user)) == [given]


def test_of_two_sign_ups_at_once_one_makes_the_account(manager):
    invitation = invite(NEW, "officer", manager)

    def sign_up():
        return invited.sign_up(token=invitation.token, name="Nora", password="kettle velvet")

    with rival(sign_up) as other, transaction.atomic():
        sign_up()
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, invitations.InvitationOver)
    assert User.objects.filter(email=NEW).count() == 1


def test_accepting_while_the_invitation_is_withdrawn_is_refused(manager):
    invitation = invite(NEW, "officer", manager)
    user = invitee(email=NEW)
    with (
        rival(lambda: invitations.accept(token=invitation.token, by=user)) as other,
        transaction.atomic(),
    ):
        invitations.revoke(invitation=invitation, by=manager)
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, invitations.InvitationOver)
    assert not RoleGrant.objects.filter(user=user).exists()


def test_of_two_grants_at_once_one_is_refused(manager):
    user = make_user()

    def give():
        return roles.grant(user=user, role="editor", by=manager)

    with rival(give) as other, transaction.atomic():
        given = give()
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, roles.RoleRefused)
    assert list(user.grants.all()) == [given]


def test_of_two_roles_moved_to_one_region_at_once_one_is_refused(manager):
    north, south, west = RegionFactory.create_batch(3)
    user = make_user("officer", scope={"region": north})
    first, second = user.grants.get(), grant(user, "officer", region=south)

    def move(held):
        return roles.change(
            grant=held, by=manager, starts_on=held.starts_on, ends_on=None, region=west
        )

    with rival(lambda: move(second)) as other, transaction.atomic():
        move(first)
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, roles.RoleRefused)


def test_of_two_endings_at_once_one_is_refused(manager):
    officer = make_user("officer")
    grant = officer.grants.get()
    with (
        rival(lambda: roles.end(grant=grant, by=manager)) as other,
        transaction.atomic(),
    ):
        roles.end(grant=grant, by=manager)
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, roles.RoleRefused)


def test_inviting_twice_at_once_makes_one_invitation(manager):
    def call():
        return invitations.invite(email=NEW, role="officer", by=manager)

    with rival(call) as other, transaction.atomic():
        call()
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, invitations.InvitationRefused)
    assert Invitation.objects.count() == 1
