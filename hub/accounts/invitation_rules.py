"""What makes an invitation refused: kinds of refusal, and rules about its place and its days."""

from django.utils import timezone

from hub.accounts import scopes
from hub.accounts.choices import Role


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
