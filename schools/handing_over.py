"""Leaving a role at a school: a colleague follows, or nobody. Nothing else ends one's own role."""

from django.db import transaction
from django.utils import timezone

from hub.accounts import invitations, roles
from hub.accounts.models import RoleGrant
from hub.accounts.permissions import may_give
from hub.trail.record import record
from schools.models import HandOver


class HandOverRefused(Exception):
    """A rule says no. The message can be shown as it stands."""


def may_be_handed_over(grant):
    """May the holder of this role invite somebody to it? Bursars invite nobody."""
    return may_give(grant.user, grant.role, grant.school)


@transaction.atomic
def begin(*, grant, email, by) -> HandOver:
    """Invite a colleague to the role; it ends for ``by`` when the colleague accepts.

    Until then nothing changes, so that the school is never without. Raises HandOverRefused while
    another colleague may still accept, and for whatever an invitation is refused.
    """
    grant = _locked(grant)
    if HandOver.objects.waiting().filter(grant=grant).exists():
        raise HandOverRefused("You have invited a colleague already. Withdraw that first.")
    try:
        invitation, _ = invitations.invite(email=email, role=grant.role, school=grant.school, by=by)
    except invitations.InvitationRefused as refusal:
        raise HandOverRefused(str(refusal)) from refusal
    hand_over = HandOver.objects.create(grant=grant, invitation=invitation)
    record("began to hand over", grant, by=by)
    return hand_over


@transaction.atomic
def finish(*, invitation, successor):
    """End the role of whoever handed it over, now that the successor has it.

    Where the school got a new number meanwhile, the role that went along ends.
    """
    found = HandOver.objects.select_for_update(of=("self",)).select_related("grant")
    hand_over = found.filter(invitation=invitation, done_at__isnull=True).first()
    if hand_over is None:
        return
    hand_over.done_at = timezone.now()
    hand_over.save(update_fields=["done_at"])
    left = RoleGrant.objects.filter(
        user=hand_over.grant.user_id,
        role=invitation.role,
        school=invitation.school,
        ended_at__isnull=True,
    ).first()
    if left is not None:
        roles.end(grant=left, by=successor, reason="Handed over to a colleague.")


@transaction.atomic
def leave(*, grant, by) -> RoleGrant:
    """End one's own role now. Raises HandOverRefused when it has ended."""
    try:
        return roles.end(grant=grant, by=by, reason="Left by themselves.")
    except roles.RoleRefused as refusal:
        raise HandOverRefused(str(refusal)) from refusal


def _locked(grant):
    """The role as it is now. Raises HandOverRefused when it has ended."""
    grant = (
        RoleGrant.objects.select_for_update(of=("self",))
        .select_related("school", "user")
        .get(pk=grant.pk)
    )
    if not grant.is_live:
        raise HandOverRefused("This role has ended already.")
    return grant
