"""Leaving a role at a school: a successor takes over, and nothing is lost on the way."""

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from hub.accounts import invitations
from hub.accounts.models import Invitation, RoleGrant
from hub.messaging.models import Message
from schools import handing_over, standing
from schools.models import HandOver
from tests.factories.accounts import grant, make_user
from tests.factories.invitations import invitee
from tests.factories.schools import SchoolFactory, link
from tests.races import rival
from tests.sign_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return SchoolFactory(name="Oak Primary")


@pytest.fixture
def lead(school):
    return make_user("lead", scope={"school": school}, name="Lena Lead")


@pytest.fixture
def successor():
    return invitee(name="Sue Successor", email="sue@oak.example")


@pytest.fixture
def token(monkeypatch):
    """The link's token of the next invitation, which stands nowhere else."""
    made = []
    plain = invitations.link_to

    def link_to(secret):
        made.append(secret)
        return plain(secret)

    monkeypatch.setattr(invitations, "link_to", link_to)
    return made


def begin(lead, email="sue@oak.example"):
    return handing_over.begin(grant=lead.grants.get(), email=email, by=lead)


def leads(school):
    live = RoleGrant.objects.live().filter(school=school, role="lead")
    return [each.user for each in live.select_related("user")]


def leave_url(user):
    return reverse("schools:leave", args=[user.grants.get().pk])


def test_until_the_colleague_accepts_nothing_changes(school, lead, successor):
    begin(lead)
    assert leads(school) == [lead]
    assert Message.objects.get().to == successor.email


def test_when_the_colleague_accepts_they_lead_and_the_old_lead_does_not(
    school, lead, successor, token
):
    hand_over = begin(lead)
    invitations.accept(token=token[0], by=successor)
    assert leads(school) == [successor]
    ended = lead.grants.get()
    assert (ended.ended_by, ended.is_live) == (successor, False)
    hand_over.refresh_from_db()
    assert hand_over.done_at is not None
    assert Message.objects.filter(template="people/email/role_ended", to=lead.email).exists()


def test_an_invitation_by_others_hands_nothing_over(school, lead, successor, manager, token):
    invitations.invite(email=successor.email, role="lead", school=school, by=manager)
    invitations.accept(token=token[0], by=successor)
    assert set(leads(school)) == {lead, successor}


def test_another_address_hands_nothing_over(school, lead, successor, token):
    begin(lead, email="somebody@else.example")
    with pytest.raises(invitations.InvitationNotYours):
        invitations.accept(token=token[0], by=successor)
    assert leads(school) == [lead]


def test_a_withdrawn_or_old_invitation_leaves_the_role_and_another_can_be_asked(school, lead):
    first = begin(lead)
    with pytest.raises(handing_over.HandOverRefused, match="invited a colleague already"):
        begin(lead, email="second@oak.example")
    invitations.revoke(invitation=first.invitation, by=lead)
    second = begin(lead, email="second@oak.example")
    Invitation.objects.filter(pk=second.invitation.pk).update(
        sent_at=timezone.now() - timezone.timedelta(days=8),
        expires_at=timezone.now() - timezone.timedelta(days=1),
    )
    assert begin(lead, email="third@oak.example").invitation.email == "third@oak.example"
    assert leads(school) == [lead]


def test_a_school_that_gets_a_new_number_meanwhile_is_handed_over_there(
    school, lead, successor, manager, token
):
    new = SchoolFactory(name="Oak Academy")
    link(school, new)
    begin(lead)
    standing.close(school=school, on=timezone.localdate(), reason="Academy.", by=manager)
    assert leads(new) == [lead]
    invitations.accept(token=token[0], by=successor)
    assert leads(new) == [successor]


def test_a_role_elsewhere_stays(school, lead, successor, token):
    other = SchoolFactory()
    kept = grant(lead, "lead", school=other)
    handing_over.begin(grant=lead.grants.get(school=school), email=successor.email, by=lead)
    invitations.accept(token=token[0], by=successor)
    assert list(lead.grants.live()) == [kept]


def test_a_role_that_has_ended_is_not_handed_over(lead):
    lead.grants.update(ended_at=timezone.now())
    with pytest.raises(handing_over.HandOverRefused, match="has ended already"):
        begin(lead)
    with pytest.raises(handing_over.HandOverRefused, match="has ended already"):
        handing_over.leave(grant=lead.grants.get(), by=lead)


# --- the page -----------------------------------------------------------------------------------
def test_the_page_invites_and_says_what_happens(client, school, lead):
    sign_in(client, lead)
    sent = {"how": "hand-over", "email": "sue@oak.example"}
    response = client.post(leave_url(lead), sent, follow=True)
    assert "Your role ends when they accept, and not before" in response.content.decode()
    assert HandOver.objects.get().invitation.email == "sue@oak.example"
    page = client.get(leave_url(lead)).content.decode()
    assert "You have invited sue@oak.example to take over" in page
    assert "A colleague takes over" not in page


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "how"),
        ({"how": "hand-over", "email": ""}, "email"),
        ({"how": "hand-over", "email": "no address"}, "email"),
        ({"how": "hand-over", "email": "own"}, "email"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(client, school, lead, sent, field):
    sign_in(client, lead)
    if sent.get("email") == "own":
        sent = sent | {"email": lead.email}
    response = client.post(leave_url(lead), sent)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert leads(school) == [lead]


def test_a_role_can_end_at_once(client, school, lead):
    sign_in(client, lead)
    assert "Nobody else has this role" in client.get(leave_url(lead)).content.decode()
    response = client.post(leave_url(lead), {"how": "end"}, follow=True)
    assert response.status_code == 200
    assert leads(school) == []
    assert "Your role has ended: School music lead (Oak Primary)" in response.content.decode()
    assert client.get("/accounts/").status_code == 302  # signed out


def test_who_leads_another_school_stays_signed_in(client, school, lead):
    kept = grant(lead, "lead", school=SchoolFactory())
    sign_in(client, lead)
    url = reverse("schools:leave", args=[lead.grants.get(school=school).pk])
    client.post(url, {"how": "end"})
    assert client.get("/accounts/").status_code == 200
    assert list(lead.grants.live()) == [kept]


def test_a_bursar_invites_nobody_and_can_leave(client, school):
    bursar = make_user("bursar", scope={"school": school})
    sign_in(client, bursar)
    assert "A colleague takes over" not in client.get(leave_url(bursar)).content.decode()
    sent = {"how": "hand-over", "email": "sue@oak.example"}
    assert client.post(leave_url(bursar), sent).status_code == 422
    client.post(leave_url(bursar), {"how": "end"})
    assert not bursar.grants.live().exists()


def test_nobody_leaves_for_somebody_else(client, school, lead, manager):
    for other in (manager, make_user("head", scope={"school": school}), make_user("head")):
        sign_in(client, other)
        assert client.get(leave_url(lead)).status_code == 404
        assert client.post(leave_url(lead), {"how": "end"}).status_code == 404
    assert leads(school) == [lead]


@pytest.mark.django_db(transaction=True)
def test_accepting_while_the_lead_leaves_ends_the_role_once(school, lead, successor, token):
    begin(lead)

    def accept():
        return invitations.accept(token=token[0], by=successor)

    def leave():
        handing_over.leave(grant=lead.grants.get(), by=lead)

    with rival(leave) as other, transaction.atomic():
        accept()
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, handing_over.HandOverRefused)
    assert leads(school) == [successor]
