"""Invitations: who may invite whom to what, and all the ways in which one is of no use any more."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from hub.accounts import closure, invitations, roles
from hub.accounts.choices import Role
from hub.accounts.invitations import (
    InvitationNotYours,
    InvitationOver,
    InvitationRefused,
    InvitationUnknown,
)
from hub.accounts.models import Invitation, RoleGrant, User
from hub.accounts.sign_up import confirm_address
from hub.messaging.models import Message
from hub.trail.models import Entry
from schools.choices import SchoolStatus
from tests.factories.accounts import make_user
from tests.factories.invitations import invite, invitee
from tests.factories.schools import RegionFactory, SchoolFactory, TrustFactory

NEW = "new.person@people.example"


@pytest.fixture
def school(db):
    return SchoolFactory()


@pytest.fixture
def head(school):
    return make_user("head", scope={"school": school})


@pytest.fixture
def somebody(db):
    """An account with a proven address and no role."""
    return invitee(email=NEW)


# --- inviting -------------------------------------------------------------------------------------


def test_the_row_holds_only_a_hash_of_the_token(manager):
    invitation = invite(NEW, "officer", manager)
    row = Invitation.objects.values().get(pk=invitation.pk)
    assert row["token_hash"] == invitations.hash_of(invitation.token)
    assert invitation.token not in str(row)


def test_an_invitation_is_good_for_seven_days(manager):
    invitation = invite(NEW, "officer", manager)
    lasts = invitation.expires_at - timezone.now()
    assert datetime.timedelta(days=6, hours=23) < lasts <= datetime.timedelta(days=7)


def test_the_link_goes_out_by_e_mail_as_a_secret(manager):
    invitation = invite(NEW, "officer", manager)
    message = Message.objects.get()
    assert (message.to, message.is_secret) == (NEW, True)
    assert invitations.link_to(invitation.token) in message.text
    assert invitations.link_to(invitation.token) in message.html


def test_the_subject_says_nothing_of_role_or_school(head, school):
    invite(NEW, "lead", head, school=school)
    assert Message.objects.get().subject == "Your invitation to Music Hub"


def test_inviting_is_on_the_trail_without_the_address(manager):
    invitation = invite(NEW, "officer", manager)
    entry = Entry.objects.about(invitation).get()
    assert (entry.action, entry.actor_id, entry.fields["role"]["to"], entry.fields["email"]) == (
        "invited",
        manager.pk,
        "School visits officer",
        {},
    )


def test_the_address_is_kept_in_lower_case(manager):
    assert invite("New.Person@People.Example", "officer", manager).email == NEW


@pytest.mark.parametrize(
    ("giver", "given"),
    [
        ("manager", set(Role)),
        ("admin", set(Role)),
        ("head", {"lead", "head", "bursar"}),
        ("lead", {"lead"}),
        ("officer", {"lead", "head", "bursar"}),
        ("bursar", set()),
        ("trust", set()),
        ("carer", set()),
        ("tutor", set()),
        ("office", set()),
        ("finance", set()),
    ],
)
def test_who_may_invite_to_which_role(giver, given, school):
    scope = {"school": school} if giver in {"head", "lead", "bursar"} else {}
    by = make_user(giver, scope=scope)
    in_a_year = timezone.localdate() + datetime.timedelta(days=365)
    places = {"lead": "school", "head": "school", "bursar": "school", "trust": "trust"}
    rows = {"school": school, "trust": TrustFactory()}
    worked = set()
    for role in Role:
        place = {places[role]: rows[places[role]]} if role in places else {}
        try:
            invite(f"{role}@people.example", role, by, ends_on=in_a_year, **place)
        except InvitationRefused:
            continue
        worked.add(role)
    assert worked == given


def test_a_head_invites_to_no_other_school(head):
    with pytest.raises(InvitationNotYours):
        invite(NEW, "lead", head, school=SchoolFactory())


def test_a_lead_here_who_is_head_elsewhere_invites_no_head_here(school):
    both = make_user("lead", scope={"school": school})
    RoleGrant.objects.create(user=both, role="head", school=SchoolFactory())
    with pytest.raises(InvitationNotYours):
        invite(NEW, "head", both, school=school)


def test_an_officer_with_a_region_invites_in_that_region_only():
    north = RegionFactory()
    officer = make_user("officer", scope={"region": north})
    invite(NEW, "lead", officer, school=SchoolFactory(region=north))
    with pytest.raises(InvitationNotYours):
        invite(NEW, "lead", officer, school=SchoolFactory(region=RegionFactory()))


def test_a_head_whose_role_ended_invites_nobody(head, school, manager):
    roles.end(grant=head.grants.get(), by=manager)
    with pytest.raises(InvitationNotYours):
        invite(NEW, "lead", User.objects.get(pk=head.pk), school=school)


def test_nobody_invites_themselves(manager):
    with pytest.raises(InvitationRefused, match="cannot invite yourself"):
        invite(manager.email.upper(), "admin", manager)


@pytest.mark.parametrize(
    ("role", "place", "sentence"),
    [
        ("lead", {}, "needs a school"),
        ("trust", {}, "needs a trust"),
        ("partner", {}, "needs a last day"),
        ("officer", {"school": True}, "not bound to a school"),
    ],
)
def test_a_role_without_its_place_or_with_a_wrong_one_is_refused(role, place, sentence, school):
    with pytest.raises(InvitationRefused, match=sentence):
        invite(NEW, role, None, **({"school": school} if place else {}))


def test_nobody_is_invited_to_a_closed_school(manager):
    closed = SchoolFactory(status=SchoolStatus.CLOSED)
    with pytest.raises(InvitationRefused, match="is closed"):
        invite(NEW, "lead", manager, school=closed)


def test_days_that_are_over_or_the_wrong_way_round_are_refused(manager):
    today = timezone.localdate()
    day = datetime.timedelta(days=1)
    with pytest.raises(InvitationRefused, match="is past"):
        invite(NEW, "officer", manager, ends_on=today - day)
    with pytest.raises(InvitationRefused, match="before its first"):
        invite(NEW, "officer", manager, starts_on=today + 3 * day, ends_on=today + day)


def test_a_role_that_is_held_is_not_offered_again(manager):
    make_user("officer", email=NEW)
    with pytest.raises(InvitationRefused, match="has this role already"):
        invite(NEW, "officer", manager)


def test_a_second_invitation_to_the_same_role_is_refused_while_the_first_waits(manager):
    invite(NEW, "officer", manager)
    with pytest.raises(InvitationRefused, match="has an invitation to this role already"):
        invite(NEW, "officer", manager)


def test_an_invitation_that_ran_out_is_replaced(manager):
    first = invite(NEW, "officer", manager)
    run_out(first)
    second = invite(NEW, "officer", manager)
    first.refresh_from_db()
    assert (first.state, second.state) == ("revoked", "waiting")


# --- accepting ------------------------------------------------------------------------------------


def test_accepting_gives_the_role_with_its_place_and_days(manager, somebody):
    north = RegionFactory()
    today = timezone.localdate()
    last = today + datetime.timedelta(days=90)
    invitation = invite(NEW, "officer", manager, region=north, ends_on=last)
    given = invitations.accept(token=invitation.token, by=somebody)
    assert (
        given.user,
        given.role,
        given.region,
        given.starts_on,
        given.ends_on,
        given.granted_by,
    ) == (somebody, "officer", north, today, last, manager)


def test_accepting_is_on_the_trail(manager, somebody):
    invitation = invite(NEW, "officer", manager)
    given = invitations.accept(token=invitation.token, by=somebody)
    told = Entry.objects.about(invitation).first(), Entry.objects.about(given).get()
    assert [(entry.action, entry.actor_id) for entry in told] == [
        ("accepted", somebody.pk),
        ("granted", manager.pk),
    ]


def test_a_second_use_is_refused(manager, somebody):
    invitation = invite(NEW, "officer", manager)
    invitations.accept(token=invitation.token, by=somebody)
    with pytest.raises(InvitationOver, match="has been used"):
        invitations.accept(token=invitation.token, by=somebody)


def test_another_address_is_refused(manager):
    invitation = invite(NEW, "officer", manager)
    with pytest.raises(InvitationNotYours, match="another e-mail address"):
        invitations.accept(token=invitation.token, by=invitee())


def test_an_address_that_nobody_proved_is_refused(manager):
    invitation = invite(NEW, "officer", manager)
    with pytest.raises(InvitationNotYours):
        invitations.accept(token=invitation.token, by=make_user(email=NEW))


def test_an_address_that_only_looks_alike_in_capitals_is_refused(manager):
    """A dotless i is another letter, and may be another mailbox, but both are I in capitals."""
    invitation = invite("mike@people.example", "officer", by=manager)
    with pytest.raises(InvitationNotYours, match="another e-mail address"):
        invitations.accept(token=invitation.token, by=invitee(email="m\u0131ke@people.example"))
    assert invitations.account_of(invitation) is None


def test_nobody_accepts_what_they_sent_to_an_address_that_became_their_own(head, school):
    invitation = invite(NEW, "bursar", by=head, school=school)
    head.email = NEW
    head.save()
    confirm_address(user=head)
    with pytest.raises(InvitationNotYours, match="You sent this invitation yourself"):
        invitations.accept(token=invitation.token, by=head)
    assert head.grants.count() == 1


def test_an_altered_token_is_unknown(manager, somebody):
    invitation = invite(NEW, "officer", manager)
    with pytest.raises(InvitationUnknown):
        invitations.accept(token=invitation.token[:-1] + "~", by=somebody)


def test_an_invitation_that_ran_out_is_refused(manager, somebody):
    invitation = invite(NEW, "officer", manager)
    run_out(invitation)
    with pytest.raises(InvitationOver, match="has run out"):
        invitations.accept(token=invitation.token, by=somebody)


def test_a_withdrawn_invitation_is_refused(manager, somebody):
    invitation = invite(NEW, "officer", manager)
    invitations.revoke(invitation=invitation, by=manager)
    with pytest.raises(InvitationOver, match="was withdrawn"):
        invitations.accept(token=invitation.token, by=somebody)


def test_a_role_whose_last_day_is_past_is_refused(manager, somebody):
    today = timezone.localdate()
    invitation = invite(NEW, "officer", manager, ends_on=today)
    Invitation.objects.update(ends_on=today - datetime.timedelta(days=1))
    with pytest.raises(InvitationOver, match="last day of the role is past"):
        invitations.accept(token=invitation.token, by=somebody)


def test_a_school_that_closed_since_is_refused(head, school, somebody):
    invitation = invite(NEW, "lead", head, school=school)
    school.status = SchoolStatus.CLOSED
    school.save()
    with pytest.raises(InvitationOver, match="is closed"):
        invitations.accept(token=invitation.token, by=somebody)


def test_an_inviter_whose_days_ran_out_since_gives_nothing(somebody, school):
    head = make_user("head", scope={"school": school})
    invitation = invite(NEW, "lead", head, school=school)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    head.grants.update(starts_on=yesterday, ends_on=yesterday)
    with pytest.raises(InvitationOver, match="can no longer give this role"):
        invitations.accept(token=invitation.token, by=somebody)


def test_ending_the_inviter_withdraws_what_they_may_no_longer_give(head, school, manager):
    sent = invite(NEW, "lead", head, school=school)
    untouched = invite("other@people.example", "lead", manager, school=school)
    roles.end(grant=head.grants.get(), by=manager)
    assert [Invitation.objects.get(pk=each.pk).state for each in (sent, untouched)] == [
        "revoked",
        "waiting",
    ]


def test_what_another_role_still_lets_them_give_stays(head, school, manager):
    RoleGrant.objects.create(user=head, role="manager")
    sent = invite(NEW, "lead", head, school=school)
    roles.end(grant=head.grants.get(role="head"), by=manager)
    assert Invitation.objects.get(pk=sent.pk).state == "waiting"


def test_deactivating_withdraws_invitations_from_and_to_the_account(manager, administrator):
    sent = invite(NEW, "officer", administrator)
    received = invite(administrator.email, "finance", manager)
    closure.deactivate(user=administrator, by=manager, reason="Left.")
    assert [Invitation.objects.get(pk=each.pk).state for each in (sent, received)] == [
        "revoked",
        "revoked",
    ]


def test_a_role_that_came_another_way_meanwhile_is_not_given_twice(manager, somebody):
    invitation = invite(NEW, "officer", manager)
    held = roles.grant(user=somebody, role="officer", by=manager)
    assert invitations.accept(token=invitation.token, by=somebody) == held


# --- sending again and withdrawing ----------------------------------------------------------------


def test_a_resent_invitation_has_a_new_link_and_the_old_one_stops(manager, somebody):
    first = invite(NEW, "officer", manager)
    _, link = invitations.resend(invitation=first, by=manager)
    with pytest.raises(InvitationUnknown):
        invitations.accept(token=first.token, by=somebody)
    token = link.rstrip("/").rpartition("/")[2]
    assert invitations.accept(token=token, by=somebody).role == "officer"


def test_resending_revives_one_that_ran_out_and_sends_a_second_message(manager):
    invitation = invite(NEW, "officer", manager)
    run_out(invitation)
    invitations.resend(invitation=invitation, by=manager)
    invitation.refresh_from_db()
    assert (invitation.state, invitation.times_sent, Message.objects.count()) == ("waiting", 2, 2)


def test_whoever_may_not_give_the_role_may_not_resend_it(manager, head):
    invitation = invite(NEW, "officer", manager)
    with pytest.raises(InvitationNotYours):
        invitations.resend(invitation=invitation, by=head)


def test_withdrawing_twice_is_refused(manager):
    invitation = invite(NEW, "officer", manager)
    invitations.revoke(invitation=invitation, by=manager)
    with pytest.raises(InvitationOver):
        invitations.revoke(invitation=invitation, by=manager)


# --- what holds whatever code runs ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"email": "New@people.example"}, "invited_addresses_are_lower_case"),
        ({"accepted_at": timezone.now()}, "accepted_at_and_by_come_together"),
        ({"expires_at": timezone.now() - datetime.timedelta(days=9)}, "lasts_a_while"),
        ({"role": "lead"}, "invited_school_roles_name_a_school"),
        ({"role": "trust"}, "the_invited_trust_role_names_a_trust"),
        ({"role": "partner"}, "an_invited_partner_has_a_last_day"),
    ],
)
def test_the_database_refuses_what_makes_no_sense(change, constraint, manager):
    invitation = invite(NEW, "editor", manager)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Invitation.objects.filter(pk=invitation.pk).update(**change)


def test_an_inviter_is_never_forgotten(manager):
    """An empty inviter means the command line, which may invite anybody."""
    invite(NEW, "editor", manager)
    assert Invitation._meta.get_field("invited_by").remote_field.on_delete.__name__ == "PROTECT"


def run_out(invitation):
    past = timezone.now() - datetime.timedelta(days=8)
    Invitation.objects.filter(pk=invitation.pk).update(
        sent_at=past, expires_at=past + datetime.timedelta(days=7)
    )
