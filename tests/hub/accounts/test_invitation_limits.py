"""Nobody's mailbox is flooded with invitations."""

import pytest

from hub.accounts import invitations
from hub.accounts.invitation_rules import MOST_BY_A_SCHOOL_PERSON, MOST_TO_AN_ADDRESS
from hub.accounts.invitations import InvitationRefused
from hub.messaging.models import Message
from tests.factories.accounts import make_user
from tests.factories.invitations import invite
from tests.factories.schools import SchoolFactory

NEW = "new.person@people.example"


@pytest.fixture
def school(db):
    return SchoolFactory()


@pytest.fixture
def head(school):
    return make_user("head", scope={"school": school})


@pytest.fixture
def much_invited(manager):
    """An invitation that was sent as often as an address may be written to in a day."""
    invitation = invite(NEW, "officer", manager)
    for _ in range(MOST_TO_AN_ADDRESS - 1):
        invitations.resend(invitation=invitation, by=manager)
    return invitation


def test_an_invitation_is_sent_again_only_so_often_in_a_day(much_invited, manager):
    with pytest.raises(InvitationRefused, match="in the last 24 hours"):
        invitations.resend(invitation=much_invited, by=manager)
    assert Message.objects.filter(to=NEW).count() == MOST_TO_AN_ADDRESS


def test_withdrawing_and_inviting_anew_is_no_way_around(much_invited, manager):
    invitations.revoke(invitation=much_invited, by=manager)
    with pytest.raises(InvitationRefused, match="in the last 24 hours"):
        invite(NEW, "officer", manager)


def test_the_command_line_may_always(much_invited):
    invitations.resend(invitation=much_invited, by=None)
    assert Message.objects.filter(to=NEW).count() == MOST_TO_AN_ADDRESS + 1


def busy(by, school):
    """The same person, after as many invitations as somebody of a school may send in a day."""
    for number in range(MOST_BY_A_SCHOOL_PERSON):
        invite(f"person{number}@school.example", "lead", by, school=school)
    return by


def test_a_head_does_not_invite_a_county_in_a_day(head, school):
    with pytest.raises(InvitationRefused, match="in the last 24 hours"):
        invite(NEW, "lead", busy(head, school), school=school)


def test_a_manager_may(manager, school):
    assert invite(NEW, "lead", busy(manager, school), school=school).email == NEW
