"""Invitations to a role. Nothing outside this module sends one, accepts one or takes one back."""

import hashlib
import secrets
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from hub.accounts import joining, notices, roles, scopes
from hub.accounts.invitation_rules import (
    InvitationNotYours,
    InvitationOver,
    InvitationRefused,
    InvitationUnknown,
    check_days,
    check_not_too_often,
    check_place,
)
from hub.accounts.models import Invitation, RoleGrant, User
from hub.accounts.permissions import may_give
from hub.trail.record import record

LASTS = timedelta(days=7)


@transaction.atomic
def invite(
    *, email, role, by, school=None, trust=None, region=None, starts_on=None, ends_on=None
) -> tuple[Invitation, str]:
    """Invite an address to a role: queue the e-mail and return (invitation, link).

    The link is nowhere else: the row keeps a hash of its token. ``by`` is None on the command
    line, which may invite anybody. An invitation to the same role that ran out is replaced.
    Raises InvitationRefused when ``by`` may not give the role, when the place is closed or missing,
    when the days are over, and when the role is held or offered to that address already.
    """
    email = email.strip().lower()
    place = {"school": school, "trust": trust, "region": region}
    if by is not None and by.email.lower() == email:
        raise InvitationRefused("You cannot invite yourself. Ask another manager.")
    if by is not None and not may_give(by, role, school):
        raise InvitationNotYours("You may not invite people to this role there.")
    check_not_too_often(email, by)
    check_place(role, place)
    check_days(role, starts_on, ends_on)
    if RoleGrant.objects.live().filter(user__email=email, role=role, **place).exists():
        raise InvitationRefused(f"{email} has this role already.")
    for older in Invitation.objects.open().filter(email=email, role=role, **place):
        if older.state == Invitation.State.WAITING:
            raise _waits_already(email)
        _revoke(older, by=by)
    token = secrets.token_urlsafe(32)
    invitation = _create(
        email=email,
        role=role,
        **place,
        starts_on=starts_on,
        ends_on=ends_on,
        token_hash=hash_of(token),
        invited_by=by,
        expires_at=timezone.now() + LASTS,
    )
    # The address stays off the trail, which nobody can erase; the row keeps it.
    record(
        "invited",
        invitation,
        by=by,
        changes={
            "role": (None, invitation.role_in_words),
            "from": (None, starts_on),
            "to": (None, ends_on),
        },
        fields=["email"],
    )
    link = link_to(token)
    notices.invitation(invitation, link)
    return invitation, link


@transaction.atomic
def resend(*, invitation, by) -> tuple[Invitation, str]:
    """Send a new link, good for seven days from now; the old link stops working.

    Raises InvitationOver for one that was accepted or withdrawn, InvitationNotYours when ``by`` may
    not give the role any more.
    """
    invitation = _locked(pk=invitation.pk)
    _check_open(invitation)
    if by is not None and not may_give(by, invitation.role, invitation.school):
        raise InvitationNotYours("You may not invite people to this role there.")
    check_not_too_often(invitation.email, by)
    check_place(invitation.role, place_of(invitation))
    check_days(invitation.role, invitation.starts_on, invitation.ends_on)
    token = secrets.token_urlsafe(32)
    now = timezone.now()
    invitation.token_hash = hash_of(token)
    invitation.sent_at, invitation.expires_at = now, now + LASTS
    invitation.times_sent += 1
    # Whoever sends it answers for it from now on: the right is asked again when it is accepted.
    invitation.invited_by = by
    invitation.save(
        update_fields=["token_hash", "sent_at", "expires_at", "times_sent", "invited_by"]
    )
    record("sent again", invitation, by=by)
    link = link_to(token)
    notices.invitation(invitation, link)
    return invitation, link


@transaction.atomic
def revoke(*, invitation, by) -> Invitation:
    """Take an invitation back: its link stops working.

    Raises InvitationOver when it was accepted or withdrawn before.
    """
    invitation = _locked(pk=invitation.pk)
    _check_open(invitation)
    return _revoke(invitation, by=by)


@transaction.atomic
def move(*, invitation, school, by) -> Invitation:
    """Let an open invitation lead to the school that follows the one it was for.

    Its link keeps working, and its page names the new school. Where the same person is invited
    there already, this one is withdrawn. Raises InvitationOver for one that was answered.
    """
    invitation = _locked(pk=invitation.pk)
    _check_open(invitation)
    twin = Invitation.objects.open().filter(
        email=invitation.email, role=invitation.role, school=school
    )
    if twin.exists():
        return _revoke(invitation, by=by)
    before, invitation.school = invitation.role_in_words, school
    invitation.save(update_fields=["school"])
    record("moved", invitation, by=by, changes={"role": (before, invitation.role_in_words)})
    if invitation.state == Invitation.State.WAITING:
        notices.invitation_moved(invitation)
    return invitation


@transaction.atomic
def accept(*, token, by) -> RoleGrant:
    """Give ``by`` the role of the invitation with this token and return the RoleGrant.

    Raises InvitationUnknown, InvitationNotYours (another address, or a closed account) or
    InvitationOver (used, withdrawn, run out; or the inviter, the place or the days changed since).
    """
    # Locked before looking: of two clicks at once one gives the role and one is told of it.
    invitation = lock(token)
    check(invitation)
    if not is_for(invitation, by):
        raise not_for(by)
    if invitation.invited_by_id == by.pk:
        # Sent to another address, which has become their own since.
        raise InvitationNotYours(
            "You sent this invitation yourself. Ask somebody else to invite you."
        )
    if not by.is_active:
        raise InvitationNotYours("Your account is closed. Ask the hub to open it again.")
    place = place_of(invitation)
    given = RoleGrant.objects.live().filter(user=by, role=invitation.role, **place).first()
    if given is None:
        try:
            given = roles.grant(
                user=by,
                role=invitation.role,
                **place,
                starts_on=invitation.starts_on,
                ends_on=invitation.ends_on,
                by=invitation.invited_by,
            )
        except roles.RoleRefused as refusal:
            raise InvitationOver(str(refusal)) from refusal
    invitation.accepted_at, invitation.accepted_by = timezone.now(), by
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    by.__dict__.pop("live_grants", None)  # read before the role was there, perhaps
    record("accepted", invitation, by=by, changes={"role": (None, invitation.role_in_words)})
    joining.run_steps(invitation=invitation, grant=given)
    return given


def find(token) -> Invitation:
    """The invitation with this token, whatever its state. Raises InvitationUnknown."""
    rows = Invitation.objects.select_related(*scopes.FIELDS, "invited_by")
    try:
        return rows.get(token_hash=hash_of(token))
    except Invitation.DoesNotExist as error:
        raise _unknown() from error


def lock(token) -> Invitation:
    """The same, and nobody else accepts, resends or revokes it until the transaction ends."""
    return _locked(token_hash=hash_of(token))


def not_for(user):
    """What to raise when somebody opens an invitation to another address."""
    return InvitationNotYours(
        f"This invitation is for another e-mail address than {user.email}, "
        "with which you are signed in."
    )


def check(invitation):
    """Raise InvitationOver unless the invitation could be accepted now, by whomever it is for."""
    _check_open(invitation)
    if invitation.state == Invitation.State.EXPIRED:
        raise InvitationOver(
            "This invitation has run out: it was good for seven days. Ask the hub for a new one."
        )
    inviter = invitation.invited_by
    if inviter is not None and not may_give(inviter, invitation.role, invitation.school):
        raise InvitationOver(
            "Whoever sent this invitation can no longer give this role. Ask the hub for a new one."
        )
    try:
        check_place(invitation.role, place_of(invitation))
        check_days(invitation.role, invitation.starts_on, invitation.ends_on)
    except InvitationRefused as refusal:
        raise InvitationOver(f"{refusal} Ask the hub for a new invitation.") from refusal


def is_for(invitation, user):
    """Is the invitation for one of this user's verified addresses?"""
    # Letter by letter: all are kept in lower case, and to PostgreSQL a dotless i is an I as well.
    return EmailAddress.objects.filter(user=user, verified=True, email=invitation.email).exists()


def account_of(invitation):
    """The account that has the invited address, or None."""
    by_login = User.objects.filter(email=invitation.email).first()
    if by_login is not None:
        return by_login
    verified = EmailAddress.objects.filter(email=invitation.email, verified=True)
    return User.objects.filter(emailaddress__in=verified).first()


def place_of(invitation):
    """{"school": …, "trust": …, "region": …}, as ``roles.grant`` takes them."""
    return {field: getattr(invitation, field) for field in scopes.FIELDS}


def hash_of(token):
    """What the row keeps of a token. Random 256 bits need no salt and no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def link_to(token):
    """The full address of the page on which the invitation is accepted."""
    return settings.SITE_URL + reverse("invitations:accept", args=[token])


def _create(**fields):
    """The row; of two people who invite the same person at once the second gets the sentence."""
    try:
        with transaction.atomic():
            return Invitation.objects.create(**fields)
    except IntegrityError as error:
        if "one_open_invitation_for_one_role" in str(error):
            raise _waits_already(fields["email"]) from error
        raise


def _waits_already(email):
    return InvitationRefused(
        f"{email} has an invitation to this role already. You can send it again."
    )


def _revoke(invitation, *, by):
    invitation.revoked_at, invitation.revoked_by = timezone.now(), by
    invitation.save(update_fields=["revoked_at", "revoked_by"])
    record("withdrawn", invitation, by=by)
    return invitation


def _locked(**which):
    try:
        return Invitation.objects.select_for_update(of=("self",)).get(**which)
    except Invitation.DoesNotExist as error:
        raise _unknown() from error


def _unknown():
    return InvitationUnknown(
        "We do not know this invitation. The link may be cut off, or a newer one was sent to you."
    )


def _check_open(invitation):
    if invitation.state == Invitation.State.ACCEPTED:
        raise InvitationOver("This invitation has been used. Sign in to go on.")
    if invitation.state == Invitation.State.REVOKED:
        raise InvitationOver("This invitation was withdrawn. Ask the hub for a new one.")
