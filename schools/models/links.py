"""Which school follows which, as the register links them, and whether history goes along."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from schools.querysets import SchoolLinkQuerySet


class SchoolLink(models.Model):
    """One school follows another in the register: a new number, a merger, a split.

    Numbers, not foreign keys: a predecessor has often closed long before the hub knew of it.
    ``follows`` is what staff decided: does the history of the earlier school go on in the later
    one? Empty, ``SchoolLinkQuerySet.followed`` says.
    """

    predecessor_urn = models.PositiveIntegerField("URN of the earlier school")
    successor_urn = models.PositiveIntegerField("URN of the later school", db_index=True)
    predecessor_name = models.CharField(max_length=200, blank=True)
    successor_name = models.CharField(max_length=200, blank=True)
    kind = models.CharField("kind, as the register puts it", max_length=80)
    established_on = models.DateField(null=True, blank=True)
    follows = models.BooleanField("history follows", null=True, blank=True, editable=False)
    decision_reason = models.CharField(max_length=400, blank=True, editable=False)
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = SchoolLinkQuerySet.as_manager()

    class Meta:
        ordering = ["established_on", "predecessor_urn", "successor_urn"]
        verbose_name = "link between schools"
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor_urn", "successor_urn"], name="two_schools_are_linked_once"
            ),
            models.CheckConstraint(
                condition=~Q(predecessor_urn=F("successor_urn")),
                name="no_school_follows_itself",
            ),
            models.CheckConstraint(
                condition=Q(follows__isnull=True, decided_at__isnull=True)
                | Q(follows__isnull=False, decided_at__isnull=False),
                name="a_decided_link_says_when",
            ),
        ]

    def __str__(self):
        return f"{self.predecessor_urn} → {self.successor_urn}"
