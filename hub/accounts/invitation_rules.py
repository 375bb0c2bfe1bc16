"""What makes an invitation refused: kinds of refusal, and rules about its place and its days."""

from datetime import timedelta

from django.utils import timezone

from hub.accounts import notices, scopes
from hub.accounts.choices import Role
from hub.accounts.models import Invitation
from hub.accounts.permissions import invites_without_limit
from hub.messaging.models import Message

#: In any 24 hours: e-mails with an invitation to one address, and invitations by one head or lead.
MOST_TO_AN_ADDRESS, MOST_BY_A_SCHOOL_PERSON = 5, 20


class InvitationRefused(Exception):
    """A rule says no. The message can be shown as it stands; ``status`` is what a page answers."""

    status = 409


class InvitationUnknown(InvitationRefused):
    """No invitation has this token: altered, cut off, or replaced by a newer link."""

    status = 404


class InvitationOver(InvitationRefused):
    """There was such an invitation, and it can never be accepted any more."""

    status = 410


class InvitationNotYours(InvitationRefused):
    """It is for somebody else."""

    status = 403


def check_not_too_often(email, by):
    """Raise InvitationRefused when this address, or a head or lead, has had enough for a day.

    The command line (``by`` None) may always. Source: hub policy; nobody's mailbox is flooded.
    """
    if by is None:
        return
    since = timezone.now() - timedelta(days=1)
    to_it = Message.objects.filter(to=email, template=notices.INVITATION, created_at__gte=since)
    if to_it.count() >= MOST_TO_AN_ADDRESS:
        raise InvitationRefused(
            f"{email} has had {MOST_TO_AN_ADDRESS} invitations in the last 24 hours. "
            "Try again tomorrow, or phone them."
        )
    by_them = Invitation.objects.filter(invited_by=by, sent_at__gte=since)
    if not invites_without_limit(by) and by_them.count() >= MOST_BY_A_SCHOOL_PERSON:
        raise InvitationRefused(
            f"You have invited {MOST_BY_A_SCHOOL_PERSON} times in the last 24 hours. "
            "Go on tomorrow, or ask the hub."
        )


def check_place(role, place):
    """Raise InvitationRefused unless the place is the kind the role is bound to, and open."""
    needed = scopes.field_for(role)
    for field, row in place.items():
        if row is not None and field != needed:
            raise InvitationRefused(f"This role is not bound to a {field}.")
    row = place.get(needed)
    if row is None:
        if needed in {"school", "trust"}:
            raise InvitationRefused(f"This role needs a {needed}.")
    elif not scopes.is_open(needed, row):
        raise InvitationRefused(f"{row} is closed.")


def check_days(role, starts_on, ends_on):
    """Raise InvitationRefused when the days are over or the wrong way round, or one is missing."""
    if ends_on is None:
        if role == Role.PARTNER:
            raise InvitationRefused("A partner's role needs a last day.")
        return
    if ends_on < timezone.localdate():
        raise InvitationRefused("The last day of the role is past.")
    if starts_on and ends_on < starts_on:
        raise InvitationRefused("The last day of the role must not be before its first.")
