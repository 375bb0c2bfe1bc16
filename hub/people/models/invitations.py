"""One carer asks another to look after the same children here."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from hub.people.choices import OF_A_CHILD
from hub.people.models.carers import Carer
from hub.people.models.pupils import Pupil, person
from hub.people.querysets import CarerInvitationQuerySet


class CarerInvitation(models.Model):
    """An e-mailed promise of a link to some pupils: bound to one address, used once, seven days.

    The token stands in the link alone; here is its hash.
    """

    email = models.EmailField("their e-mail address")
    relationship = models.CharField(
        "what they are to the child",
        max_length=13,
        choices=[(each.value, each.label) for each in OF_A_CHILD],
    )
    has_responsibility = models.BooleanField("has parental responsibility", default=False)
    may_book = models.BooleanField("may apply, accept and stop", default=False)
    pupils = models.ManyToManyField(Pupil, related_name="carer_invitations")
    invited_by = models.ForeignKey(Carer, models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    sent_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, editable=False)
    accepted_by = person(editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)

    objects = CarerInvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        verbose_name = "invitation of a carer"
        verbose_name_plural = "invitations of carers"
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("sent_at")), name="a_carer_is_invited_for_a_while"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(revoked_at__isnull=True),
                name="a_carer_invitation_is_accepted_or_revoked",
            ),
        ]
        indexes = [models.Index(fields=["invited_by", "-sent_at"], name="carers_invited_by_one")]

    def __str__(self):
        return f"Invitation {self.pk}"
