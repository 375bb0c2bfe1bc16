"""Roles at schools that are being handed over to a colleague."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from hub.accounts.models import Invitation, RoleGrant
from hub.permissions import RightsQuerySet


class HandOverQuerySet(RightsQuerySet):
    """Roles that people hand over."""

    def visible_to(self, user):
        """One's own."""
        return self.allowing("schools.see_hand_over", user)

    def waiting(self):
        """Those whose colleague may still say yes."""
        return self.filter(done_at__isnull=True, invitation__in=Invitation.objects.waiting())


class HandOver(models.Model):
    """Somebody's role at a school ends when the colleague whom they have invited takes it up.

    An invitation that is withdrawn or runs out ends it too: the role stays where it is.
    """

    grant = models.ForeignKey(RoleGrant, models.CASCADE, related_name="hand_overs", editable=False)
    invitation = models.OneToOneField(
        Invitation, models.CASCADE, related_name="hand_over", editable=False
    )
    begun_at = models.DateTimeField(default=timezone.now, editable=False)
    done_at = models.DateTimeField(null=True, editable=False)

    objects = HandOverQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["grant"],
                condition=Q(done_at__isnull=False),
                name="a_role_is_handed_over_once",
            ),
        ]

    def __str__(self):
        return str(self.grant)
