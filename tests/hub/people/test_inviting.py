"""One carer asks another in."""

import datetime

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from hub.accounts.models import RoleGrant, User
from hub.messaging.models import Message
from hub.people import inviting, own_links
from hub.people.models import CarerInvitation, CarerLink, Pupil
from hub.people.refusals import FamilyRefused
from tests.factories.accounts import make_user
from tests.factories.people import CarerLinkFactory, make_carer, make_child


@pytest.fixture
def child(carer):
    return make_child(make_carer(carer))


@pytest.fixture
def other(db):
    """Somebody else with a proven address."""
    user = make_user("carer")
    EmailAddress.objects.create(user=user, email=user.email, verified=True)
    return user


def ask(by, *pupils, email, **fields):
    """(invitation, token)."""
    fields = {"relationship": "father", "has_responsibility": True, "may_book": False} | fields
    invitation, link = inviting.invite(by=by, pupils=pupils, email=email, **fields)
    return invitation, link.rstrip("/").rpartition("/")[2]


def test_who_accepts_sees_the_child_with_the_rights_that_were_chosen(carer, child, other):
    invitation, token = ask(carer, child, email=other.email.upper())
    inviting.accept(token=token, by=other)
    link = child.links.get(carer__user=other)
    assert (link.may_see, link.may_book, link.has_responsibility, link.pays) == (
        True,
        False,
        True,
        False,
    )
    told = Message.objects.get(template="family/email/carer_accepted")
    assert (told.to, child.first_name in told.text) == (carer.email, False)


def test_the_token_stands_nowhere_but_in_the_link(carer, child):
    invitation, token = ask(carer, child, email="a@b.example")
    assert token not in str(CarerInvitation.objects.values().get())
    message = Message.objects.get(template=inviting.notices.INVITATION)
    assert (token in message.text, message.is_secret) == (True, True)
    assert child.first_name not in message.subject + message.text + message.html


def test_another_account_is_refused_and_so_is_a_second_use(carer, child, other):
    _, token = ask(carer, child, email=other.email)
    with pytest.raises(inviting.InvitationNotYours):
        inviting.accept(token=token, by=make_user("carer"))
    inviting.accept(token=token, by=other)
    with pytest.raises(inviting.InvitationOver, match="has been used"):
        inviting.accept(token=token, by=other)


def test_an_address_that_is_not_proven_is_not_theirs(carer, child):
    somebody = make_user("carer")
    _, token = ask(carer, child, email=somebody.email)
    with pytest.raises(inviting.InvitationNotYours):
        inviting.accept(token=token, by=somebody)


def test_run_out_taken_back_replaced_or_unknown_it_opens_nothing(carer, child, other):
    _, replaced = ask(carer, child, email=other.email)
    invitation, token = ask(carer, child, email=other.email)
    with pytest.raises(inviting.InvitationOver, match="taken back"):
        inviting.accept(token=replaced, by=other)
    CarerInvitation.objects.filter(pk=invitation.pk).update(
        sent_at=timezone.now() - datetime.timedelta(days=8),
        expires_at=timezone.now() - datetime.timedelta(days=1),
    )
    with pytest.raises(inviting.InvitationOver, match="run out"):
        inviting.accept(token=token, by=other)
    inviting.revoke(invitation=invitation, by=carer)
    with pytest.raises(inviting.InvitationOver, match="taken back"):
        inviting.accept(token=token, by=other)
    with pytest.raises(inviting.InvitationUnknown):
        inviting.accept(token="made-up", by=other)
    assert not CarerLink.objects.filter(carer__user=other).exists()


def test_what_the_sender_may_no_longer_give_is_not_given(carer, child, other):
    second = make_child(child.links.get().carer)
    _, token = ask(carer, child, second, email=other.email)
    CarerLink.objects.filter(pupil=child).update(restriction="whereabouts")
    inviting.accept(token=token, by=other)
    assert list(Pupil.objects.visible_to(other)) == [second]


def test_a_sender_who_has_left_lets_nobody_in(carer, child, other):
    _, token = ask(carer, child, email=other.email)
    own_links.leave(link=child.links.get(), by=carer)
    with pytest.raises(inviting.InvitationOver, match="can no longer invite"):
        inviting.accept(token=token, by=other)


@pytest.mark.parametrize("link", [{"may_book": False}, {"restriction": "whereabouts"}])
def test_who_only_sees_or_is_kept_away_invites_nobody(carer, link):
    child = make_child(make_carer(carer), link=link)
    with pytest.raises(FamilyRefused, match="Choose children"):
        ask(carer, child, email="a@b.example")


def test_the_child_of_another_family_spoils_the_whole_invitation(carer, child):
    with pytest.raises(FamilyRefused, match="Choose children"):
        ask(carer, child, make_child(make_carer()), email="a@b.example")
    assert not CarerInvitation.objects.exists()


def test_an_invitation_does_not_lift_what_is_kept_from_somebody(carer, child, other):
    kept = CarerLinkFactory(
        pupil=child, carer=make_carer(other), restriction="whereabouts", may_book=False
    )
    _, token = ask(carer, child, email=other.email, may_book=True)
    inviting.accept(token=token, by=other)
    kept.refresh_from_db()
    assert (kept.restriction, kept.may_book) == ("whereabouts", False)


def test_nor_does_leaving_and_coming_back(carer, child, other):
    kept = CarerLinkFactory(
        pupil=child, carer=make_carer(other), restriction="contact", may_book=False, pays=False
    )
    own_links.leave(link=kept, by=other)
    _, token = ask(carer, child, email=other.email, may_book=True)
    inviting.accept(token=token, by=other)
    link = CarerLink.objects.live().get(carer=kept.carer)
    assert (link.restriction, link.may_book) == ("contact", False)
    assert not Pupil.objects.visible_to(other).exists()


def test_somebody_of_the_hub_becomes_a_carer_too(carer, child):
    officer = make_user("officer")
    EmailAddress.objects.create(user=officer, email=officer.email, verified=True)
    _, token = ask(carer, child, email=officer.email)
    inviting.accept(token=token, by=officer)
    assert RoleGrant.objects.live().filter(user=officer, role="carer").exists()


def test_somebody_without_an_account_makes_one_with_the_invited_address(carer, child):
    _, token = ask(carer, child, email="new@homes.example", may_book=True)
    user = inviting.sign_up(token=token, name="New Carer", password="crotchet-and-quaver")
    assert (user.email, user.carer.name) == ("new@homes.example", "New Carer")
    assert list(Pupil.objects.allowing("people.book_for", user)) == [child]
    assert User.objects.get(email="new@homes.example").live_roles == {"carer"}


def test_ones_own_address_and_too_many_in_a_day_are_refused(carer, child):
    with pytest.raises(FamilyRefused, match="your own address"):
        ask(carer, child, email=carer.email)
    for number in range(5):
        ask(carer, child, email=f"a{number}@b.example")
    with pytest.raises(FamilyRefused, match="5 times"):
        ask(carer, child, email="a9@b.example")


def test_one_address_is_not_flooded_by_many(db):
    for _ in range(inviting.MOST_TO_AN_ADDRESS):
        row = make_carer()
        ask(row.user, make_child(row), email="a@b.example")
    row = make_carer()
    with pytest.raises(FamilyRefused, match="many invitations"):
        ask(row.user, make_child(row), email="a@b.example")
