"""Which school follows which, as the register links them."""

from django.db import models
from django.db.models import F, Q

from schools.querysets import SchoolLinkQuerySet


class SchoolLink(models.Model):
    """One school follows another in the register: a new number, a merger, a split.

    Numbers, not foreign keys: a predecessor has often closed long before the hub knew of it.
    """

    predecessor_urn = models.PositiveIntegerField("URN of the earlier school")
    successor_urn = models.PositiveIntegerField("URN of the later school", db_index=True)
    predecessor_name = models.CharField(max_length=200, blank=True)
    successor_name = models.CharField(max_length=200, blank=True)
    kind = models.CharField("kind, as the register puts it", max_length=80)
    established_on = models.DateField(null=True, blank=True)

    objects = SchoolLinkQuerySet.as_manager()

    class Meta:
        ordering = ["established_on", "predecessor_urn", "successor_urn"]
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor_urn", "successor_urn"], name="two_schools_are_linked_once"
            ),
            models.CheckConstraint(
                condition=~Q(predecessor_urn=F("successor_urn")),
                name="no_school_follows_itself",
            ),
        ]

    def __str__(self):
        return f"{self.predecessor_urn} → {self.successor_urn}"
