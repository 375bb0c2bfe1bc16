"""When a region of the hub goes into another one, so do the roles and invitations bound to it."""

from django.db import transaction

from hub.accounts import invitations, roles
from hub.accounts.models import Invitation, RoleGrant
from hub.trail.record import record


@transaction.atomic
def merge(*, region, into, by) -> int:
    """Bind every role and invitation of a region to another; returns how many roles still hold.

    Whoever holds the role in both keeps one. What has ended is bound anew as well, so that the
    region can go: the trail keeps what it was called.
    """
    reason = f"{region} went into {into}."[:500]
    held = 0
    for grant in RoleGrant.objects.filter(region=region, ended_at__isnull=True).order_by("pk"):
        twin = RoleGrant.objects.filter(
            user=grant.user_id, role=grant.role, region=into, ended_at__isnull=True
        )
        if twin.exists():
            roles.end_silently(grant=grant, by=by, reason=reason)
            continue
        RoleGrant.objects.filter(pk=grant.pk).update(region=into)
        record("changed", grant, by=by, changes={"region": (region, into)}, reason=reason)
        held += 1
    RoleGrant.objects.filter(region=region).update(region=into)
    _merge_invitations(region, into, by)
    return held


def _merge_invitations(region, into, by):
    for invitation in Invitation.objects.open().filter(region=region).order_by("pk"):
        twin = Invitation.objects.open().filter(
            email=invitation.email, role=invitation.role, region=into
        )
        if twin.exists():
            invitations.revoke(invitation=invitation, by=by)
    Invitation.objects.filter(region=region).update(region=into)
