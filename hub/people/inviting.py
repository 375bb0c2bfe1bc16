"""One carer asks another in. Nothing outside this module sends, accepts or takes back."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from hub.accounts import roles
from hub.accounts.choices import Role
from hub.accounts.invitations import account_of, hash_of, is_for
from hub.accounts.models import RoleGrant, User
from hub.accounts.sign_up import confirm_address
from hub.messaging.models import Message
from hub.people import carers, notices
from hub.people.choices import Restriction
from hub.people.models import Carer, CarerInvitation, CarerLink, Pupil
from hub.people.refusals import FamilyRefused
from hub.policy.values import value
from hub.trail.record import record

LASTS = timedelta(days=7)
#: E-mails with an invitation that one address gets in 24 hours, whoever sends them.
MOST_TO_AN_ADDRESS = 5


class InvitationUnknown(FamilyRefused):
    """No invitation has this token: cut off, or replaced by a newer one."""

    status = 404


class InvitationOver(FamilyRefused):
    """There was such an invitation, and it can never be accepted any more."""

    status = 410


class InvitationNotYours(FamilyRefused):
    """It is for somebody else."""

    status = 403


@transaction.atomic
def invite(
    *, by: User, pupils, email: str, relationship: str, has_responsibility: bool, may_book: bool
) -> tuple[CarerInvitation, str]:
    """Ask somebody to look after these children too; returns (invitation, link).

    An open invitation of the same address by the same carer is replaced: its link stops working.
    Whether the address has a link to the children already is never said. Raises FamilyRefused for
    one's own address, too many in a day, and children for whom ``by`` may not invite.
    """
    email = email.strip().lower()
    carer = carers.ensure(user=by)
    if email == by.email.lower():
        raise FamilyRefused(
            "This is your own address. Enter that of the other carer.", field="email"
        )
    allowed = Pupil.objects.present().allowing("people.invite_carer", by)
    chosen = list(allowed.filter(pk__in=[pupil.pk for pupil in pupils]).order_by("pk"))
    if not chosen or len(chosen) != len(pupils):
        raise FamilyRefused("Choose children for whom you may apply.")
    _check_not_too_often(carer, email)
    for older in CarerInvitation.objects.open().filter(invited_by=carer, email=email):
        _revoke(older, by=by)
    token = secrets.token_urlsafe(32)
    invitation = CarerInvitation.objects.create(
        email=email,
        relationship=relationship,
        has_responsibility=has_responsibility,
        may_book=may_book,
        invited_by=carer,
        token_hash=hash_of(token),
        expires_at=timezone.now() + LASTS,
    )
    invitation.pupils.set(chosen)
    record(
        "invited",
        invitation,
        by=by,
        changes={
            "pupils": (None, ", ".join(str(pupil.pk) for pupil in chosen)),
            "may_book": (None, may_book),
        },
        fields=["email"],
    )
    link = link_to(token)
    notices.invited(invitation, link)
    return invitation, link


@transaction.atomic
def revoke(*, invitation: CarerInvitation, by) -> CarerInvitation:
    """Take an invitation back: its link stops working. Raises InvitationOver when it is over."""
    invitation = _locked(pk=invitation.pk)
    _check_open(invitation)
    return _revoke(invitation, by=by)


@transaction.atomic
def accept(*, token: str, by: User) -> Carer:
    """Link ``by`` to the children of the invitation with this token; returns their carer's row.

    A link that is there stays, with whatever the office keeps from the carer; so does what was
    kept from one who left and comes back. Raises InvitationUnknown, InvitationNotYours for another
    address, InvitationOver when it was used, taken back, has run out, or when who invited may not
    any more.
    """
    # Locked before looking: of two clicks at once one links and the other is told of it.
    invitation = _locked(token_hash=hash_of(token))
    check(invitation)
    if not is_for(invitation, by):
        raise not_for(by)
    inviter = invitation.invited_by
    if inviter.user_id == by.pk:
        raise InvitationNotYours("You sent this invitation yourself.")
    carer = carers.ensure(user=by)
    if not RoleGrant.objects.live().filter(user=by, role=Role.CARER).exists():
        roles.grant(user=by, role=Role.CARER, by=inviter.user)
        by.__dict__.pop("live_grants", None)  # read before the role was there, perhaps
    for pupil in pupils_of(invitation):
        _link(carer, pupil, invitation, by=by)
    invitation.accepted_at, invitation.accepted_by = timezone.now(), by
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    record("accepted", invitation, by=by)
    notices.accepted(invitation, carer)
    return carer


@transaction.atomic
def sign_up(*, token: str, name: str, password: str) -> User:
    """Make an account with the invited address, which the link has proven, and accept.

    ``password`` has been checked by the form. Raises what ``accept`` raises, and InvitationOver
    when the address has an account by now.
    """
    invitation = _locked(token_hash=hash_of(token))
    check(invitation)
    if account_of(invitation) is not None:
        raise InvitationOver("You have an account already. Sign in, and open the link again.")
    user = User.objects.create_user(invitation.email, password, name=name)
    confirm_address(user=user)
    record("signed up", user, by=user)
    accept(token=token, by=user)
    return user


def find(token: str) -> CarerInvitation:
    """The invitation with this token, whatever its state. Raises InvitationUnknown."""
    found = CarerInvitation.objects.select_related("invited_by__user")
    invitation = found.filter(token_hash=hash_of(token)).first()
    if invitation is None:
        raise _unknown()
    return invitation


def check(invitation):
    """Raise InvitationOver unless it could be accepted now, by whomever it is for."""
    _check_open(invitation)
    if invitation.expires_at <= timezone.now():
        raise InvitationOver(
            "This invitation has run out: it was good for seven days. Ask who sent it for another."
        )
    if not pupils_of(invitation):
        raise InvitationOver("Who sent this invitation can no longer invite. Ask the hub.")


def pupils_of(invitation) -> list[Pupil]:
    """The children of an invitation for whom its sender may still ask somebody in."""
    sender = invitation.invited_by.user
    if sender is None or not sender.is_active:
        return []
    rows = Pupil.objects.present().allowing("people.invite_carer", sender)
    return list(rows.filter(pk__in=invitation.pupils.values("pk")).order_by("pk"))


def not_for(user):
    """What to raise when somebody opens an invitation to another address."""
    return InvitationNotYours(
        f"This invitation is for another e-mail address than {user.email}, with which you are "
        "signed in."
    )


def link_to(token):
    """The full address of the page on which the invitation is accepted."""
    return settings.SITE_URL + reverse("family:invitation", args=[token])


def _link(carer, pupil, invitation, *, by):
    stands = CarerLink.objects.live().filter(carer=carer, pupil=pupil).first()
    if stands is not None:
        if invitation.may_book and not stands.may_book and not stands.restriction:
            stands.may_see = stands.may_book = True
            stands.save(update_fields=["may_see", "may_book"])
            record("changed", stands, by=by, changes={"may_book": (False, True)})
        return
    earlier = CarerLink.objects.filter(carer=carer, pupil=pupil).order_by("-pk").first()
    kept = earlier.restriction if earlier else Restriction.NONE
    link = CarerLink.objects.create(
        carer=carer,
        pupil=pupil,
        relationship=invitation.relationship,
        has_responsibility=invitation.has_responsibility,
        may_see=True,
        may_book=invitation.may_book and kept != Restriction.CONTACT,
        restriction=kept,
        restriction_words=earlier.restriction_words if earlier else "",
        created_by=invitation.invited_by.user,
    )
    record("linked", link, by=by, changes={"carer": (None, carer.pk), "pupil": (None, pupil.pk)})


def _check_not_too_often(carer, email):
    since = timezone.now() - timedelta(days=1)
    most = value("carer-invitations-a-day")
    if CarerInvitation.objects.filter(invited_by=carer, sent_at__gte=since).count() >= most:
        raise FamilyRefused(f"You have invited {most} times in the last 24 hours. Go on tomorrow.")
    to_it = Message.objects.filter(to=email, template=notices.INVITATION, created_at__gte=since)
    if to_it.count() >= MOST_TO_AN_ADDRESS:
        raise FamilyRefused("This address has had many invitations today. Try again tomorrow.")


def _revoke(invitation, *, by):
    invitation.revoked_at = timezone.now()
    invitation.save(update_fields=["revoked_at"])
    record("withdrawn", invitation, by=by)
    return invitation


def _locked(**which):
    rows = CarerInvitation.objects.select_for_update(of=("self",)).select_related(
        "invited_by__user"
    )
    invitation = rows.filter(**which).first()
    if invitation is None:
        raise _unknown()
    return invitation


def _unknown():
    return InvitationUnknown(
        "We do not know this invitation. The link may be cut off, or a newer one was sent to you."
    )


def _check_open(invitation):
    if invitation.accepted_at:
        raise InvitationOver("This invitation has been used. Sign in to go on.")
    if invitation.revoked_at:
        raise InvitationOver("This invitation was taken back.")
